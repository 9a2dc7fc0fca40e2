package dev.lanyard.api.metrics;

/**
 * Names and tags of every meter of ours, as Micrometer spells them; Prometheus writes {@code _} for
 * the dots and adds units and {@code _total}. Dashboards rely on them.
 */
public final class Meters {
  /**
   * Timer of commands, from sending to a durable outcome; by {@link #NAME} and {@link #OUTCOME}.
   */
  public static final String COMMANDS = "lanyard.commands";

  /** Counts decisions made again because another writer won the race; by {@link #NAME}. */
  public static final String DECISION_RETRIES = "lanyard.decision.retries";

  /** Appends that wait for the writer. */
  public static final String APPEND_QUEUE_DEPTH = "lanyard.append.queue.depth";

  /** Events that one transaction of the writer held. */
  public static final String APPEND_BATCH_SIZE = "lanyard.append.batch.size";

  /** Timer of appends, from queueing to durable. */
  public static final String APPEND_LATENCY = "lanyard.append.latency";

  /** Size of the ledger's write-ahead log, in bytes. */
  public static final String LEDGER_WAL_SIZE = "lanyard.ledger.wal.size";

  /** Position of the ledger's last commit. */
  public static final String LEDGER_POSITION = "lanyard.ledger.position";

  /** Counts records of the access log that became durable; by {@link #NAME}, their kind. */
  public static final String ACCESS_APPENDED = "lanyard.access.appended";

  /** Counts records that the access log did not take; by {@link #NAME}, their kind. */
  public static final String ACCESS_REFUSED = "lanyard.access.refused";

  /** Records that wait for the access log's writer. */
  public static final String ACCESS_QUEUE_DEPTH = "lanyard.access.queue.depth";

  /** Position of the access log's last record. */
  public static final String ACCESS_POSITION = "lanyard.access.position";

  /** Size of the access log on the disk, in bytes; what was dropped is room to be used again. */
  public static final String ACCESS_SIZE = "lanyard.access.size";

  /** Events of the ledger that a view does not hold yet; by {@link #VIEW}. */
  public static final String PROJECTION_LAG_EVENTS = "lanyard.projection.lag.events";

  /** Age of the oldest commit that a view does not hold yet, in seconds; by {@link #VIEW}. */
  public static final String PROJECTION_LAG_SECONDS = "lanyard.projection.lag.seconds";

  /** 1 while a view has stopped, else 0; by {@link #VIEW}. */
  public static final String PROJECTION_STOPPED = "lanyard.projection.stopped";

  /** What hangs on something that does not live; always 0. Not a number while it is unknown. */
  public static final String ORPHANS = "lanyard.orphans";

  /** Counts attempts of an automation that failed and are tried again; by {@link #NAME}. */
  public static final String AUTOMATION_FAILURES = "lanyard.automation.failures";

  /** For how long a log has had events that no checkpoint covers, in seconds; by {@link #NAME}. */
  public static final String CHECKPOINT_LAG_SECONDS = "lanyard.checkpoint.lag.seconds";

  /** Counts checkpoints that could not be made, and are tried again; by {@link #NAME}. */
  public static final String CHECKPOINT_FAILURES = "lanyard.checkpoint.failures";

  /** Events of a log that the head at the URL outside does not cover; by {@link #NAME}. */
  public static final String CHECKPOINT_OUTSIDE_LAG_EVENTS =
      "lanyard.checkpoint.outside.lag.events";

  /**
   * Counts heads that could not be put to the URL outside, and are tried again; by {@link #NAME}.
   */
  public static final String CHECKPOINT_OUTSIDE_FAILURES = "lanyard.checkpoint.outside.failures";

  /** Counts heads that a witness did not cosign, and is asked for again; by {@link #NAME}. */
  public static final String WITNESS_FAILURES = "lanyard.witness.failures";

  /** Rows of the state view that one check of a right looked at. */
  public static final String PERMISSION_ROWS = "lanyard.permission.rows";

  /** Streams of events that are open. */
  public static final String STREAMS_OPEN = "lanyard.streams.open";

  /** Bytes that were read for streams of events and not sent yet: their readers are slow. */
  public static final String STREAMS_HELD = "lanyard.streams.held";

  /** Tag: the name of a command, an automation, a log or a witness, or the kind of a record. */
  public static final String NAME = "name";

  /**
   * Tag: {@code accepted}, {@code unchanged} (accepted without facts), the name of a rejection,
   * {@code timed-out}, {@code busy} (the queue was full), {@code checked-again} (the caller's right
   * had to be checked again before the decision), or {@code failed}.
   */
  public static final String OUTCOME = "outcome";

  /** Tag: the name of a view. */
  public static final String VIEW = "view";

  private Meters() {}
}
