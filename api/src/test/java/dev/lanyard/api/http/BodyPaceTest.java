package dev.lanyard.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BodyPaceTest {
  private static final long GRACE = BodyPace.GRACE.toNanos();
  private static final int SECOND = BodyPace.BYTES_PER_SECOND_MIN;

  private final AtomicLong nanos = new AtomicLong(7);
  private final byte[] into = new byte[4 * SECOND];

  /** Has some bytes that have arrived; what else is asked for is waited for, and comes. */
  private static final class Sent extends ServletInputStream {
    private int arrived;
    private Runnable waited = () -> {};

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] into, int at, int length) {
      if (arrived == 0) {
        waited.run();
      }
      arrived = Math.max(0, arrived - length);
      return length;
    }

    @Override
    public int available() {
      return arrived;
    }

    @Override
    public boolean isFinished() {
      return false;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(@Nullable ReadListener listener) {}
  }

  private BodyPace pace(int waitingMax) {
    return new BodyPace(waitingMax, nanos::get);
  }

  private int status(BodyPace.Body body, Sent sent) {
    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> body.read(sent, into, 0, 1));
    return refused == null ? 200 : refused.problem().status();
  }

  @Test
  void a_body_that_comes_byte_by_byte_ends_after_its_grace() {
    BodyPace.Body body = pace(1).begin();
    nanos.addAndGet(GRACE);
    assertThat(status(body, new Sent())).isEqualTo(200);
    nanos.addAndGet(1);
    assertThat(status(body, new Sent())).isEqualTo(408);
  }

  @Test
  void a_body_that_comes_at_the_pace_is_read_for_as_long_as_it_is() throws IOException {
    BodyPace.Body body = pace(1).begin();
    assertThat(body.read(new Sent(), into, 0, 3 * SECOND)).isEqualTo(3 * SECOND);
    nanos.addAndGet(GRACE + Duration.ofSeconds(3).toNanos());
    assertThat(status(body, new Sent())).isEqualTo(200);
    nanos.addAndGet(1);
    assertThat(status(body, new Sent())).isEqualTo(408);
  }

  @Test
  void so_many_wait_at_once_and_what_has_arrived_waits_for_nobody() {
    BodyPace pace = pace(1);
    Sent arrived = new Sent();
    arrived.arrived = 1;
    int[] meanwhile = new int[2];
    Sent slow = new Sent();
    slow.waited =
        () -> {
          meanwhile[0] = status(pace.begin(), new Sent());
          meanwhile[1] = status(pace.begin(), arrived);
        };
    assertThat(status(pace.begin(), slow)).isEqualTo(200);
    assertThat(meanwhile).containsExactly(503, 200);
    assertThat(status(pace.begin(), new Sent())).isEqualTo(200);
  }
}
