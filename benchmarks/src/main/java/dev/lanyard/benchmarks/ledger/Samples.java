package dev.lanyard.benchmarks.ledger;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * What questions cost, asked one after the other by one thread.
 *
 * @param firstRows rows visited for the first
 * @param rows least and most rows visited for the others, as text
 * @param perSecond questions
 */
record Samples(int firstRows, String rows, double perSecond, long p50Nanos, long p99Nanos) {

  /**
   * Asks.
   *
   * @param question gets the number of the sample, and gives the rows that were visited
   */
  static Samples of(int count, IntUnaryOperator question) {
    int[] rows = new int[count];
    long[] nanos = new long[count];
    long began = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long before = System.nanoTime();
      rows[i] = question.applyAsInt(i);
      nanos[i] = System.nanoTime() - before;
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    int first = rows[0];
    int[] later = Arrays.copyOfRange(rows, 1, count);
    Arrays.sort(later);
    Arrays.sort(nanos);
    return new Samples(
        first,
        between(later[0], later[count - 2]),
        count / seconds,
        nanos[count / 2],
        nanos[(int) (count * 0.99)]);
  }

  private static String between(int least, int most) {
    return least == most ? Integer.toString(least) : least + " to " + most;
  }
}
