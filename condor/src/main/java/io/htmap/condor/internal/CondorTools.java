package io.htmap.condor.internal;

import io.htmap.SchedulerException;
import io.htmap.WaitInterruptedException;
import io.htmap.condor.CondorCommandException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Starts HTCondor's own programs. Thread-safe. */
final class CondorTools {
    /** Names the folder of HTCondor's programs, where they are not on the PATH. */
    static final String BIN_VARIABLE = "HTMAP_CONDOR_BIN";

    /** Stands for the exit code of a program that was ended since it did not answer; no process ends so by itself. */
    static final int NO_ANSWER = -1;

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Pattern ERROR = Pattern.compile("(?i)-*\\s*error\\b");
    private static final Pattern WARNING = Pattern.compile("(?i)-*\\s*warning\\b");

    private final Map<String, String> environment;
    private final Duration patience;

    CondorTools(Map<String, String> environment) {
        this(environment, PATIENCE);
    }

    /** @param patience how long a program may take */
    CondorTools(Map<String, String> environment, Duration patience) {
        this.environment = environment;
        this.patience = patience;
    }

    /** Returns where a program is, if it is there. */
    Optional<Path> find(String program) {
        if (program.startsWith("/")) {
            return Optional.of(Path.of(program));
        }
        return folders()
                .map(folder -> Path.of(folder).resolve(program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Stream<String> folders() {
        String path = environment.getOrDefault("PATH", "");
        return ownFolder().isPresent()
                ? ownFolder().stream()
                : Stream.of(path.split(File.pathSeparator)).filter(name -> !name.isEmpty());
    }

    private Optional<String> ownFolder() {
        return Optional.ofNullable(environment.get(BIN_VARIABLE)).filter(name -> !name.isBlank());
    }

    /** Returns where programs are looked for, and what to do when they are not there, as the end of a message. */
    String notFound() {
        return ownFolder()
                .map(own -> "not in " + own + ", which " + BIN_VARIABLE
                        + " names; set it to the folder that has them, or unset it to search the PATH")
                .orElse("not on the PATH of this machine; work where HTCondor is installed, or set " + BIN_VARIABLE
                        + " to the folder that has them");
    }

    /** Returns what a program writes to its standard output. */
    String run(String program, List<String> arguments) {
        return run(program, arguments, null);
    }

    /**
     * As {@link #run(String, List)}, in a folder.
     *
     * @throws SchedulerException when there is no such program
     * @throws CondorCommandException when it fails, or does not answer
     */
    String run(String program, List<String> arguments, @Nullable Path folder) {
        return succeeded(answer(program, arguments, folder)).stdout();
    }

    /** Returns all that a program says that must not fail. */
    Answer answered(String program, List<String> arguments) {
        return succeeded(answer(program, arguments, null));
    }

    private static Answer succeeded(Answer answer) {
        if (answer.exitCode() != 0) {
            throw answer.failure("failed with exit code " + answer.exitCode());
        }
        return answer;
    }

    /**
     * As {@link #run(String, List, Path)}, but the program only begins if it can take a token, which is a file: by renaming
     * it, its process id behind the new name.
     */
    String runNoted(String program, List<String> arguments, Path folder, Path token, String taken) {
        String script = "mv \"$1\" \"$2$$\" && shift 2 && exec \"$@\"";
        List<String> shell = new ArrayList<>(List.of("-c", script, "sh", token.toString(), taken));
        int own = shell.size();
        shell.add(locate(program).toString());
        shell.addAll(arguments);
        Answer answer = answer("/bin/sh", shell, folder);
        List<String> command = shell.subList(own, shell.size());
        return succeeded(new Answer(command, answer.exitCode(), answer.stdout(), answer.stderr()))
                .stdout();
    }

    /** What a program did. */
    record Answer(List<String> command, int exitCode, String stdout, String stderr) {
        CondorCommandException failure(String how) {
            return new CondorCommandException(
                    "HTCondor's " + Path.of(command.get(0)).getFileName() + " " + how + ": " + why(),
                    command,
                    exitCode,
                    stdout + stderr);
        }

        /** The line that says most: an error, or else the first that is no warning. */
        private String why() {
            List<String> lines = Stream.concat(stderr.lines(), stdout.lines())
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            return lines.stream()
                    .filter(line -> ERROR.matcher(line).lookingAt())
                    .findFirst()
                    .or(() -> lines.stream()
                            .filter(line -> !WARNING.matcher(line).lookingAt())
                            .findFirst())
                    .or(() -> lines.stream().findFirst())
                    .map(line -> withNext(line, lines))
                    .orElse("it said nothing");
        }

        /** What it is about may stand in a line of its own. */
        private static String withNext(String line, List<String> lines) {
            int next = lines.indexOf(line) + 1;
            return line.endsWith(":") && next < lines.size() ? line + " " + lines.get(next) : line;
        }
    }

    /** Runs a program, whatever it ends with. */
    Answer answer(String program, List<String> arguments, @Nullable Path folder) {
        Answer answer = tried(program, arguments, folder);
        if (answer.exitCode() == NO_ANSWER) {
            throw answer.failure("did not answer within " + patience.toSeconds() + " s");
        }
        return answer;
    }

    /** Runs a program, whatever it ends with, and also if it does not answer: that is {@link #NO_ANSWER}. */
    Answer tried(String program, List<String> arguments, @Nullable Path folder) {
        List<String> command = new ArrayList<>();
        command.add(locate(program).toString());
        command.addAll(arguments);
        try {
            return run(command, folder);
        } catch (IOException e) {
            throw new Answer(command, -1, "", String.valueOf(e.getMessage())).failure("cannot be started");
        }
    }

    private Path locate(String program) {
        return find(program)
                .orElseThrow(() -> new SchedulerException("HTCondor's program " + program + " is " + notFound()));
    }

    private Answer run(List<String> command, @Nullable Path folder) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        if (folder != null) {
            builder.directory(folder.toFile());
        }
        Process process = builder.start();
        CompletableFuture<String> stdout = drained(process.getInputStream());
        CompletableFuture<String> stderr = drained(process.getErrorStream());
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return new Answer(command, NO_ANSWER, soFar(stdout), soFar(stderr));
            }
            return new Answer(command, process.exitValue(), stdout.join(), stderr.join());
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new WaitInterruptedException("the wait for " + command.get(0) + " was interrupted", e);
        } catch (CompletionException e) {
            throw new IOException(e.getCause());
        }
    }

    /** What a program wrote that was ended; something that it started may still hold its output. */
    private static String soFar(CompletableFuture<String> output) {
        return output.completeOnTimeout("", 1, TimeUnit.SECONDS).join();
    }

    private static CompletableFuture<String> drained(InputStream stream) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (stream) {
                        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                task -> {
                    Thread thread = new Thread(task, "htmap-condor-output");
                    thread.setDaemon(true);
                    thread.start();
                });
    }
}
