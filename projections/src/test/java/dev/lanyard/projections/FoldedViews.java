package dev.lanyard.projections;

import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.audit.AuditProjection;
import dev.lanyard.projections.history.HistoryQueries;
import dev.lanyard.projections.history.HistoryView;
import dev.lanyard.projections.state.AccessDecisions;
import dev.lanyard.projections.state.DecisionView;
import dev.lanyard.projections.state.EntitlementView;
import dev.lanyard.projections.state.StateProjection;
import dev.lanyard.projections.state.StateQueries;
import dev.lanyard.projections.state.StateView;
import dev.lanyard.projections.store.Readers;
import dev.lanyard.projections.store.Snapshots;
import dev.lanyard.projections.store.ViewFile;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Views of a ledger that were folded from its beginning to a commit, and no further. */
public final class FoldedViews implements AutoCloseable {
  private final ViewFile state;
  private final ViewFile audit;

  public FoldedViews(Path folder, List<Recorded> facts, long upTo) throws SQLException {
    state = folded(folder.resolve("state-" + upTo + ".db"), new StateProjection(), facts, upTo);
    audit = folded(folder.resolve("audit-" + upTo + ".db"), new AuditProjection(), facts, upTo);
  }

  private static ViewFile folded(
      Path path, Projection<Recorded> projection, List<Recorded> facts, long upTo)
      throws SQLException {
    ViewFile file = ViewFile.create(path, projection.schema());
    Projection.Fold<Recorded> fold = projection.open(file.writer());
    List<Recorded> commit = new ArrayList<>();
    for (Recorded fact : facts) {
      if (fact.commit() <= upTo) {
        commit.add(fact);
        if (fact.closesCommit()) {
          fold.apply(commit);
          commit.clear();
        }
      }
    }
    fold.flush();
    file.commit(upTo);
    file.index();
    return file;
  }

  public StateQueries state() {
    return new StateView(snapshots(state));
  }

  public AccessDecisions decisions() {
    return new DecisionView(snapshots(state), new EntitlementView(snapshots(state)));
  }

  public HistoryQueries history() {
    return new HistoryView(snapshots(state), snapshots(audit));
  }

  private static Snapshots snapshots(ViewFile file) {
    return new Snapshots() {
      @Override
      public long position() {
        return read(reader -> reader.number("SELECT position FROM progress"));
      }

      @Override
      public long generation() {
        return 0;
      }

      @Override
      public <T> T read(Readers.Question<T> question) {
        return file.readers().read(question);
      }
    };
  }

  @Override
  public void close() throws SQLException {
    state.close();
    audit.close();
    ViewFile.delete(state.path());
    ViewFile.delete(audit.path());
  }
}
