package io.htmap.runtime.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EvictionNoticeTest {
    private static final int RACES = 20_000;

    private final EvictionNotice notice = new EvictionNotice();

    @Test
    void tellsOneWhoComesLateAtOnce() {
        notice.announce();
        AtomicInteger told = new AtomicInteger();
        notice.listen(told::incrementAndGet);

        assertThat(told).hasValue(1);
    }

    @Test
    void doesNotThrowWhatAListenerThrows() {
        notice.listen(() -> {
            throw new IllegalStateException("early");
        });
        notice.announce();
        AtomicInteger told = new AtomicInteger();
        notice.listen(() -> {
            told.incrementAndGet();
            throw new IllegalStateException("late");
        });

        assertThat(told).hasValue(1);
    }

    @Test
    void tellsAListenerOnceEvenIfItComesAtTheSameMoment() throws Exception {
        int[] told = new int[3];
        EvictionNotice[] notices = new EvictionNotice[RACES];
        for (int i = 0; i < RACES; i++) {
            notices[i] = new EvictionNotice();
        }
        CyclicBarrier together = new CyclicBarrier(2);
        Thread announcing = new Thread(() -> {
            for (EvictionNotice each : notices) {
                meet(together);
                each.announce();
            }
        });
        announcing.start();
        AtomicInteger[] counts = new AtomicInteger[RACES];
        for (int i = 0; i < RACES; i++) {
            AtomicInteger count = new AtomicInteger();
            counts[i] = count;
            meet(together);
            notices[i].listen(count::incrementAndGet);
        }
        announcing.join();
        for (AtomicInteger count : counts) {
            told[Math.min(count.get(), 2)]++;
        }

        assertThat(told).containsExactly(0, RACES, 0);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | java.util.concurrent.BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
