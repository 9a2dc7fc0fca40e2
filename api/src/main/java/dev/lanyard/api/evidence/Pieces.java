package dev.lanyard.api.evidence;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Goes through something long piece by piece, holding one piece in memory.
 *
 * @param <T> what the pieces are of
 */
final class Pieces<T> implements Iterator<T> {

  /**
   * One piece.
   *
   * @param items in order; may be empty
   * @param next where the next piece begins; empty for the last one
   */
  record Piece<T>(List<T> items, Optional<String> next) {
    Piece {
      items = List.copyOf(items);
    }
  }

  private final Function<Optional<String>, Piece<T>> pieces;
  private Iterator<T> items;
  private Optional<String> next;

  /**
   * Begins with the first piece.
   *
   * @param pieces reads the piece that begins somewhere; the first one for nothing
   */
  Pieces(Function<Optional<String>, Piece<T>> pieces) {
    this.pieces = pieces;
    Piece<T> first = pieces.apply(Optional.empty());
    this.items = first.items().iterator();
    this.next = first.next();
  }

  @Override
  public boolean hasNext() {
    while (!items.hasNext() && next.isPresent()) {
      Piece<T> piece = pieces.apply(next);
      items = piece.items().iterator();
      next = piece.next();
    }
    return items.hasNext();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return items.next();
  }
}
