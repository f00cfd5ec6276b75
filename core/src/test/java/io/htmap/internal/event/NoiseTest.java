package io.htmap.internal.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.htmap.Status;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class NoiseTest {
    private static final int TEN_MEGABYTES = 10 << 20;
    private static final byte[] GOOD =
            EventFormat.format(new JobEvent(new JobId(Integer.MAX_VALUE, 4), Samples.T0, Samples.executing()));

    /** Ten megabytes of something, from a seed. */
    enum Noise {
        BYTES {
            @Override
            byte[] piece(Random random) {
                byte[] bytes = new byte[1000];
                random.nextBytes(bytes);
                return bytes;
            }
        },
        ONE_LINE {
            @Override
            byte[] piece(Random random) {
                return "x".repeat(1000).getBytes(ISO_8859_1);
            }
        },
        EMPTY_EVENTS {
            @Override
            byte[] piece(Random random) {
                return "...\n\n...\r\n".getBytes(ISO_8859_1);
            }
        },
        ENDED_BYTES {
            @Override
            byte[] piece(Random random) {
                byte[] bytes = new byte[random.nextInt(300)];
                random.nextBytes(bytes);
                return join(bytes, "\n...\n".getBytes(ISO_8859_1));
            }
        },
        HEADERS {
            @Override
            byte[] piece(Random random) {
                String header = "0" + random.nextInt(50) + " (" + random.nextInt(9) + "." + random.nextInt(9)
                        + ".000) 2026-1" + random.nextInt(4) + "-" + (10 + random.nextInt(23)) + " 00:00:"
                        + (10 + random.nextInt(60)) + " ";
                byte[] bytes = new byte[random.nextInt(40)];
                random.nextBytes(bytes);
                return join(
                        header.getBytes(ISO_8859_1),
                        bytes,
                        (random.nextBoolean() ? "\n" : "\n...\n").getBytes(ISO_8859_1));
            }
        },
        BROKEN_EVENTS {
            @Override
            byte[] piece(Random random) {
                byte[] event = GOOD.clone();
                event[random.nextInt(event.length)] ^= (byte) (1 << random.nextInt(8));
                return event;
            }
        };

        abstract byte[] piece(Random random);

        byte[] tenMegabytes(Random random) {
            ByteArrayOutputStream all = new ByteArrayOutputStream(TEN_MEGABYTES + 2000);
            while (all.size() < TEN_MEGABYTES) {
                all.writeBytes(piece(random));
            }
            return all.toByteArray();
        }
    }

    @ParameterizedTest
    @EnumSource(Noise.class)
    void tenMegabytesOfNoiseDoNoHarm(Noise noise) {
        long seed = System.nanoTime();
        byte[] bytes = noise.tenMegabytes(new Random(seed));
        EventFold fold = Lives.emptyFold();
        LogScanner scanner = new LogScanner(LogPosition.START, fold);

        assertThatCode(() -> {
                    for (int at = 0; at < bytes.length; at += 65536) {
                        scanner.feed(bytes, at, Math.min(bytes.length, at + 65536));
                    }
                })
                .as("seed %s", seed)
                .doesNotThrowAnyException();
        assertThat(fold.damage().places().size())
                .isEqualTo((int) Math.min(LogDamage.MAX_PLACES, fold.damage().count()));
        assertThat(scanner.position().offset())
                .isBetween(bytes.length - (long) LogScanner.MAX_EVENT, (long) bytes.length);

        byte[] rest = join("\n...\n".getBytes(ISO_8859_1), GOOD);
        scanner.feed(rest, 0, rest.length);
        assertThat(fold.state().status(4)).as("seed %s", seed).isEqualTo(Status.RUNNING);
    }

    @Test
    void whatIsNoEventIsCountedWithItsPlace() {
        byte[] log = join(GOOD, "noise\n...\n".getBytes(ISO_8859_1), GOOD, "more\n...\n".getBytes(ISO_8859_1));
        EventFold fold = Lives.fold(log);

        assertThat(fold.damage().count()).isEqualTo(2);
        assertThat(fold.damage().places())
                .extracting(LogDamage.Place::offset)
                .containsExactly((long) GOOD.length, 2L * GOOD.length + 10);
        assertThat(fold.damage().places().get(0).reason()).isEqualTo("expected a digit at column 1 of the first line");
    }

    @Test
    void emptyEventsAreNoDamage() {
        assertThat(Lives.fold(join("\n...\n...\n\r\n...\n".getBytes(ISO_8859_1), GOOD))
                        .damage()
                        .count())
                .isZero();
    }

    @Test
    void anEventBehindATornOneIsRead() {
        byte[] torn = "001 (7.000.000) 2026-11-23 00:48:33.1\n".getBytes(ISO_8859_1);
        EventFold fold = Lives.fold(join(torn, GOOD));

        assertThat(fold.state().status(4)).isEqualTo(Status.RUNNING);
        assertThat(fold.state().status(0)).isEqualTo(Status.UNMATERIALIZED);
        assertThat(fold.damage().places())
                .containsExactly(new LogDamage.Place(0, "an event that was never finished, followed by another one"));
    }

    @Test
    void aBrokenEventBehindATornOneIsFoundAtItsPlace() {
        byte[] log = "torn\n001 (x\n...\n".getBytes(ISO_8859_1);

        assertThat(Lives.fold(log).damage().places())
                .extracting(LogDamage.Place::offset)
                .containsExactly(0L, 5L);
    }

    @Test
    void linesThatOnlyResembleAHeaderAreNone() {
        for (String line : new String[] {"01 (1", "0x1 (1", "x01 (1", "001(1.", "00x (1", "001 [1", "001 "}) {
            byte[] log =
                    ("012 (7.4.0) 2026-11-23 00:00:00Z Job was held.\n\twhy\n" + line + "\n...\n").getBytes(ISO_8859_1);
            assertThat(Lives.fold(log).state().status(4)).as(line).isEqualTo(Status.HELD);
        }
    }

    @Test
    void whatIsTooLongIsCountedOnce() {
        byte[] log = join("x".repeat(3 << 20).getBytes(ISO_8859_1), "\n...\n".getBytes(ISO_8859_1), GOOD);
        EventFold fold = Lives.fold(log);

        assertThat(fold.damage().places())
                .containsExactly(
                        new LogDamage.Place(0, "more than 1048576 bytes without the line '...' that ends an event"));
        assertThat(fold.state().status(4)).isEqualTo(Status.RUNNING);
    }

    private static byte[] join(byte[]... parts) {
        return Lives.join(java.util.List.of(parts));
    }
}
