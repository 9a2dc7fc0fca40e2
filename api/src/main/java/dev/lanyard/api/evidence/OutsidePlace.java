package dev.lanyard.api.evidence;

import java.io.IOException;
import java.util.Optional;

/** Where one log's last head is kept outside of the store. */
interface OutsidePlace {
  /** A head is a few hundred bytes, and a few hundred more for each witness. */
  int BYTES_MAX = 64 * 1024;

  /** The setting that asks for it and where it is, for whoever reads an error. */
  String name();

  /**
   * What is there; empty where nothing is.
   *
   * @throws IOException if that cannot be found out, or if it has more than {@link #BYTES_MAX}
   */
  Optional<byte[]> read() throws IOException;

  /**
   * Puts a note in the place of what is there, whole or not at all.
   *
   * @throws IOException if it may not have become durable
   */
  void write(byte[] note) throws IOException;
}
