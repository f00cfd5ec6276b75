package io.htmap.internal.embedded;

import static java.nio.file.StandardOpenOption.APPEND;

import io.htmap.internal.attempt.LastWords;
import io.htmap.internal.store.OutputAppender;
import io.htmap.runtime.internal.io.ChannelIo;
import io.htmap.runtime.internal.io.DamagedRecordException;
import io.htmap.runtime.internal.io.RecordHeader;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.runtime.internal.io.RecordReader;
import io.htmap.runtime.internal.wire.ErrorReport;
import io.htmap.runtime.internal.wire.ScratchLayout;
import io.htmap.runtime.internal.wire.ScratchMarks;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What an attempt left in its scratch folder. */
record AttemptFiles(int component, int attempt, ScratchLayout scratch) {

    /** Returns where the output is, if a whole one of this very attempt is there. It may be bigger than the memory. */
    Optional<RecordHeader> output() throws IOException {
        try (FileChannel channel = FileChannel.open(scratch.output())) {
            RecordReader reader = new RecordReader(channel, scratch.output().toString());
            RecordHeader[] found = new RecordHeader[1];
            reader.scan(RecordReader.START, header -> {
                boolean isOutput = RecordKind.VALUE.is(header) || RecordKind.ERROR.is(header);
                if (isOutput && header.component() == component && header.attempt() == attempt) {
                    found[0] = header;
                }
            });
            if (found[0] == null) {
                return Optional.empty();
            }
            reader.payload(found[0], piece -> {});
            return Optional.of(found[0]);
        } catch (NoSuchFileException | DamagedRecordException none) {
            // a power cut may leave a torn one: the component runs again
            return Optional.empty();
        }
    }

    /** Returns the runner's marks; blank ones if it left none that can be read. */
    ScratchMarks marks() throws IOException {
        try {
            return ScratchMarks.read(scratch.marks());
        } catch (NoSuchFileException | DamagedRecordException none) {
            return ScratchMarks.BLANK_ONES;
        }
    }

    /** Returns how long the runner lived by its own account, or -1 if it left none. */
    long millis() throws IOException {
        long nanos = marks().elapsedNanos();
        return nanos > 0 ? TimeUnit.NANOSECONDS.toMillis(nanos) : -1;
    }

    /** Returns the last line of the standard error, shortened, or what became of it; empty text if there is none. */
    String lastWords() throws IOException {
        try (FileChannel channel = FileChannel.open(scratch.stderr())) {
            long size = channel.size();
            int length = (int) Math.min(LastWords.BYTES, size);
            String tail = new String(ChannelIo.readFully(channel, size - length, length), StandardCharsets.UTF_8);
            return LastWords.of(tail);
        } catch (NoSuchFileException none) {
            return Files.exists(scratch.stdout())
                    ? ""
                    : "its folder " + scratch.scratch() + " was deleted while it ran; release it to run it again";
        }
    }

    /** Notes in the standard output that what came last may be missing. */
    void markGap(String reason) throws IOException {
        if (Files.exists(scratch.stdout())) {
            String line = "[htmap] attempt " + attempt + " ended hard (" + reason
                    + "); what it wrote after its last checkpoint may be missing here\n";
            try (FileChannel channel = FileChannel.open(scratch.stdout(), APPEND)) {
                ChannelIo.writeFully(channel, line.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** Packs the standard output and error; an empty one leaves nothing. */
    void packStreams(OutputAppender outputs) throws IOException {
        packStream(outputs, RecordKind.STDOUT, scratch.stdout());
        packStream(outputs, RecordKind.STDERR, scratch.stderr());
    }

    /** Packs the output that was found. */
    void packOutput(OutputAppender outputs, RecordKind kind, RecordHeader output) throws IOException {
        try (FileChannel channel = FileChannel.open(scratch.output())) {
            RecordReader reader = new RecordReader(channel, scratch.output().toString());
            outputs.append(kind, component, attempt, reader, output);
        }
    }

    /** Returns in one line what the report of an error says. */
    String headline(RecordHeader report) throws IOException {
        String name = scratch.output().toString();
        try (FileChannel channel = FileChannel.open(scratch.output())) {
            byte[] bytes = new RecordReader(channel, name).payload(report);
            return LastWords.oneLine(ErrorReport.read(bytes, name).headline());
        } catch (DamagedRecordException newer) {
            return "the function threw";
        }
    }

    private void packStream(OutputAppender outputs, RecordKind kind, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            if (channel.size() > 0) {
                outputs.append(kind, component, attempt, channel, 0, channel.size());
            }
        } catch (NoSuchFileException none) {
            // the attempt never began
        }
    }
}
