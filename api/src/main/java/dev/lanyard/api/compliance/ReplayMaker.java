package dev.lanyard.api.compliance;

import dev.lanyard.api.evidence.ServedLog;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.eventstore.jdbc.EmbeddedLedger;
import dev.lanyard.eventstore.replay.TreeHead;
import dev.lanyard.projections.Views;
import dev.lanyard.projections.replay.DutyCycle;
import dev.lanyard.projections.replay.Replay;
import dev.lanyard.projections.replay.ReplayOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;

/**
 * Makes replays of this node's ledger, which leave commands most of the machine: while any come,
 * the three threads of a replay together use about a tenth of two processors.
 */
public final class ReplayMaker implements ReplayRun.Maker {
  /** Of a processor, for each of the three threads, while commands come. */
  public static final double SHARE = 0.06;

  private final EmbeddedLedger<Recorded> store;
  private final ServedLog log;
  private final Views views;

  /**
   * Replays a ledger, and compares with its views.
   *
   * @param log the same ledger by its signed heads
   */
  public ReplayMaker(EmbeddedLedger<Recorded> store, ServedLog log, Views views) {
    this.store = store;
    this.log = log;
    this.views = views;
  }

  @Override
  public Replay make(ReplayOrder order, ReplayFolder folder) {
    try {
      return new Replay(
          order,
          store.rows(),
          signed(order.to()),
          views,
          folder.scratch(),
          new DutyCycle(store.ledger()::head, store::queueDepth, SHARE));
    } catch (IOException failure) {
      throw new UncheckedIOException("there is no room for what a replay throws away", failure);
    }
  }

  /** The last head that was signed on the way, if there is one. */
  private List<TreeHead> signed(long to) {
    return log.signedUpTo(to).stream()
        .map(
            head ->
                new TreeHead(
                    head.size(),
                    HexFormat.of().formatHex(head.checkpoint().root().bytes()),
                    "checkpoint"))
        .toList();
  }
}
