package dev.lanyard.api.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lanyard.api.http.ProblemException;
import dev.lanyard.domain.PrincipalId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ExportPlacesTest {
  private static final PrincipalId ADA = new PrincipalId(new UUID(0, 1));
  private static final PrincipalId BEA = new PrincipalId(new UUID(0, 2));
  private static final PrincipalId CLEO = new PrincipalId(new UUID(0, 3));

  private final AtomicLong nanos = new AtomicLong(7);
  private final ExportPlaces places = new ExportPlaces(nanos::get);

  private int refused(PrincipalId principal) {
    return catchThrowableOfType(ProblemException.class, () -> places.take(principal))
        .problem()
        .status();
  }

  @Test
  void nobody_has_two_places_and_there_are_two() {
    ExportPlaces.Place ada = places.take(ADA);
    assertThat(refused(ADA)).isEqualTo(429);
    try (ExportPlaces.Place bea = places.take(BEA)) {
      assertThat(bea).isNotEqualTo(ada);
      assertThat(refused(CLEO)).isEqualTo(503);
    }
    try (ExportPlaces.Place cleo = places.take(CLEO)) {
      assertThat(cleo).isNotEqualTo(ada);
      assertThat(refused(BEA)).isEqualTo(503);
    }
    ada.close();
    places.take(ADA).close();
  }

  @Test
  void an_export_that_is_not_taken_away_in_time_ends() throws IOException {
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    try (ExportPlaces.Place place = places.take(ADA)) {
      OutputStream out = place.within(taken);
      nanos.addAndGet(ExportPlaces.TIME_MAX.toNanos());
      out.write(new byte[] {1, 2});
      out.write(3);
      nanos.addAndGet(1);
      assertThatThrownBy(() -> out.write(new byte[] {4})).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> out.write(5)).isInstanceOf(IOException.class);
    }
    assertThat(taken.toByteArray()).containsExactly(1, 2, 3);
  }
}
