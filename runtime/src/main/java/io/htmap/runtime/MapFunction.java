package io.htmap.runtime;

import java.io.Serializable;

/**
 * A function that can be mapped over inputs, and that travels to the execute node by Java serialization.
 *
 * <p>A lambda, a method reference or an instance of a serializable class will do. The function is always run from its
 * start; what it keeps across an eviction it keeps with {@link Component#checkpoint}.
 *
 * @param <I> type of the inputs; serializable
 * @param <O> type of the outputs; serializable
 */
@FunctionalInterface
public interface MapFunction<I, O> extends Serializable {
    /**
     * Computes the output of one component.
     *
     * @param input the component's input, a copy made by serialization; null if the input was null
     * @return the component's output; may be null
     * @throws Exception when the component cannot be computed: the component is then <em>errored</em>
     */
    O apply(I input) throws Exception;
}
