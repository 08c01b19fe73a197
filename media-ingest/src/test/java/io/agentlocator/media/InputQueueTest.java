package io.agentlocator.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InputQueueTest {

    private final InputQueue mailbox = new InputQueue(400);

    @Test
    void ofTooMuchSoundTheOldestGoesAndNothingElse() {
        mailbox.put(new MediaInput.Digit("1"));
        for (int i = 1; i <= 25; i++) {
            mailbox.put(new MediaInput.Frame(i, i * 20, MediaFixtures.sound(20)));
        }
        mailbox.put(new MediaInput.Stopped());
        var all = mailbox.takeAll();
        assertThat(all).hasSize(22);
        assertThat(all.getFirst()).isEqualTo(new MediaInput.Digit("1"));
        assertThat(((MediaInput.Frame) all.get(1)).number()).isEqualTo(6);
        assertThat(all.getLast()).isEqualTo(new MediaInput.Stopped());
        assertThat(mailbox.takeDropped()).isEqualTo(5);
        assertThat(mailbox.takeDropped()).isZero();
    }

    @Test
    void aFlowOfOtherThingsIsBoundedButTheEndGetsThrough() {
        for (int i = 0; i < 5_000; i++) {
            mailbox.put(new MediaInput.Digit("1"));
        }
        mailbox.put(new MediaInput.SocketClosed());
        assertThat(mailbox.takeAll()).hasSize(4_097).endsWith(new MediaInput.SocketClosed());
        assertThat(mailbox.takeDropped()).isEqualTo(904);
    }
}
