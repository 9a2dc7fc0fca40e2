package dev.lanyard.projections;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** Tells errors of a store that pass by themselves from those that do not. */
final class StoreErrors {
  private static final Set<Integer> TRANSIENT =
      Set.of(
          SQLiteErrorCode.SQLITE_BUSY.code,
          SQLiteErrorCode.SQLITE_LOCKED.code,
          SQLiteErrorCode.SQLITE_PROTOCOL.code,
          SQLiteErrorCode.SQLITE_FULL.code);

  private StoreErrors() {}

  /** Whether trying again later can help: the store is busy, or full until space returns. */
  static boolean passes(Throwable error) {
    for (@Nullable Throwable at = error; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql && TRANSIENT.contains(sql.getErrorCode() & 0xff)) {
        return true;
      }
    }
    return false;
  }
}
