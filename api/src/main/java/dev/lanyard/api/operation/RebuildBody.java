package dev.lanyard.api.operation;

import dev.lanyard.projections.RebuildStatus;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How an operation stands that rebuilds views beside the live ones, compares, and swaps.
 *
 * @param id of the operation
 * @param state {@code Running}, {@code Done} or {@code Failed}
 * @param equal whether every rebuilt view equals the live one, row by row; absent while running
 * @param views one each
 */
public record RebuildBody(UUID id, String state, Optional<Boolean> equal, List<View> views) {

  /**
   * The rebuilding of one view.
   *
   * @param view its name
   * @param state {@code Replaying}, {@code Comparing}, {@code Done} or {@code Failed}
   * @param position the last commit that the rebuilt view holds
   * @param target the ledger's head when it was last looked at
   * @param rowsCompared rows that were held against each other
   * @param differencesFound rows that only one of the two has
   * @param differences the first of them
   * @param failure why it failed
   */
  public record View(
      String view,
      String state,
      long position,
      long target,
      long rowsCompared,
      long differencesFound,
      List<RebuildStatus.Difference> differences,
      Optional<String> failure) {
    public View {
      differences = List.copyOf(differences);
    }

    static View of(RebuildStatus status) {
      return new View(
          status.view(),
          text(status.state()),
          status.position(),
          status.target(),
          status.rowsCompared(),
          status.differencesFound(),
          status.differences(),
          status.failure());
    }

    private static String text(RebuildStatus.State state) {
      return switch (state) {
        case REPLAYING -> "Replaying";
        case COMPARING -> "Comparing";
        case DONE -> "Done";
        case FAILED -> "Failed";
      };
    }
  }

  public RebuildBody {
    views = List.copyOf(views);
  }

  static RebuildBody of(UUID id, List<RebuildStatus> views) {
    boolean failed = views.stream().anyMatch(view -> view.state() == RebuildStatus.State.FAILED);
    boolean done = views.stream().allMatch(view -> view.state() == RebuildStatus.State.DONE);
    boolean equal = views.stream().allMatch(view -> view.differencesFound() == 0);
    return new RebuildBody(
        id,
        failed ? "Failed" : done ? "Done" : "Running",
        done ? Optional.of(equal) : Optional.empty(),
        views.stream().map(View::of).toList());
  }
}
