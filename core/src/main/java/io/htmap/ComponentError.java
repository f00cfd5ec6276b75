package io.htmap;

import java.time.Duration;

/**
 * What is known of a function that threw, readable without the function's classes.
 *
 * @param component index of the component
 * @param attempt number of the attempt that threw
 * @param type class name of what was thrown
 * @param message its message; empty text if it had none
 * @param host name of the node
 * @param javaVersion version of the Java that ran it
 * @param elapsed how long the attempt had run
 * @param report the whole report for people, several lines: stack with causes, node, working directory's listing
 */
public record ComponentError(
        int component,
        int attempt,
        String type,
        String message,
        String host,
        String javaVersion,
        Duration elapsed,
        String report) {}
