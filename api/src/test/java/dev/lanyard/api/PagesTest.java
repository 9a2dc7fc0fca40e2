package dev.lanyard.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.metrics.Meters;
import dev.lanyard.api.security.Route;
import dev.lanyard.api.security.Routes;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages for those who use and run a server tell all that it offers. */
class PagesTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** Where the container has failed requests answered; nobody asks for it. */
  private static final String ERROR = "/error";

  /** The prefix is told above the table; what is below it, by what is asked for. */
  private static final String GRAPH = "/v1.0/**";

  /** Of the samples of rows: what stands for any type, or any name. */
  private static final Set<String> ANY =
      Set.of("Microsoft.Compute", "virtualMachines", "ci-main", "providers");

  private static List<String> cells(String page) throws IOException {
    return Files.readString(DOCS.resolve(page))
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.substring(2, line.indexOf(" | ")))
        .flatMap(cell -> CODE.matcher(cell).results())
        .map(code -> code.group(1))
        .toList();
  }

  private static String path(String code) {
    return code.replaceFirst("^[A-Z]+ ", "").replaceFirst("[?].*", "");
  }

  private static boolean isTold(String id, List<String> paths) {
    String known = id.replaceFirst("([*][*]|[{][*].*)$", "");
    return known.equals(id) ? paths.contains(id) : paths.stream().anyMatch(startsWith(known));
  }

  private static Predicate<String> startsWith(String known) {
    return path -> path.startsWith(known);
  }

  @Test
  void every_route_of_our_own_is_in_a_table() throws IOException {
    List<String> paths = cells("surfaces.md").stream().map(PagesTest::path).toList();
    assertThat(
            Routes.all()
                .map(Route::id)
                .filter(id -> id.startsWith("/") && !Set.of(ERROR, GRAPH).contains(id))
                .distinct())
        .hasSizeGreaterThan(50)
        .allMatch(id -> isTold(id, paths));
  }

  @Test
  void every_route_of_arm_is_in_a_table_by_what_its_path_ends_with() throws IOException {
    String cells = String.join(" ", cells("surfaces.md"));
    assertThat(Routes.all().filter(row -> !row.id().startsWith("/")).map(PagesTest::end))
        .contains("permissions", "locks", "subscriptions")
        .allMatch(cells::contains);
  }

  private static String end(Route row) {
    List<String> literals =
        Arrays.stream(row.sample().split("/"))
            .filter(part -> !part.startsWith("{") && !ANY.contains(part))
            .toList();
    return literals.getLast();
  }

  @Test
  void every_meter_is_on_the_page_of_operating_by_the_name_that_prometheus_gives_it()
      throws IOException {
    List<String> told = cells("operating.md");
    assertThat(meters())
        .hasSizeGreaterThan(20)
        .allMatch(meter -> told.stream().anyMatch(name -> isOf(name, meter)));
    assertThat(told.stream().filter(name -> name.startsWith("lanyard_")))
        .allMatch(name -> meters().stream().anyMatch(meter -> isOf(name, meter)));
  }

  /** Prometheus adds a unit to timers and sizes, and a suffix to counters. */
  private static boolean isOf(String name, String meter) {
    String plain = meter.replace('.', '_');
    return Stream.of("", "_seconds", "_bytes", "_total")
        .anyMatch(suffix -> name.equals(plain + suffix));
  }

  private static Set<String> meters() {
    return Arrays.stream(Meters.class.getFields())
        .map(PagesTest::text)
        .filter(text -> text.startsWith("lanyard."))
        .collect(Collectors.toSet());
  }

  private static String text(Field field) {
    try {
      return (String) field.get(null);
    } catch (IllegalAccessException hidden) {
      throw new AssertionError(hidden);
    }
  }
}
