package dev.lanyard.projections.state;

/**
 * Which of {@link #SIZE} successive generations are open. Does not change: a later state of them is
 * another list.
 */
public final class GenerationList {
  /** How many generations a list is about. */
  public static final int SIZE = 1 << 17;

  private static final int WORD_BITS = 6;
  private static final int WORDS = SIZE >> WORD_BITS;

  private final long number;
  private final int given;
  private final long changed;
  private final long[] words;

  private GenerationList(long number, int given, long changed, long[] words) {
    this.number = number;
    this.given = given;
    this.changed = changed;
    this.words = words;
  }

  /** A list of which nothing was given out yet. */
  static GenerationList empty(long number) {
    return new GenerationList(number, 0, 0, new long[WORDS]);
  }

  /** The list that an index is on. */
  public static long numberOf(long index) {
    return index / SIZE;
  }

  /** Where an index is on its list. */
  public static int offsetOf(long index) {
    return (int) (index % SIZE);
  }

  /** Its number: it begins with the index {@code number * SIZE}. */
  public long number() {
    return number;
  }

  /** How many of its indexes were given out, from the first on; the others are not open. */
  public int given() {
    return given;
  }

  /**
   * The commit of the snapshot that this state of the list was read from: while it is the same, so
   * is the list.
   */
  public long changed() {
    return changed;
  }

  /** Whether a generation is open, by its {@link #offsetOf} on this list. */
  public boolean isOpen(int offset) {
    return (words[offset >> WORD_BITS] >>> offset & 1) == 1;
  }

  /** The open ones as bits, {@link #SIZE} of them: number n is bit {@code n % 64} of word n/64. */
  public long[] words() {
    return words.clone();
  }

  /** A copy to be changed. */
  Draft draft() {
    return new Draft(this);
  }

  /** The next state of a list. */
  static final class Draft {
    private final long number;
    private final long[] words;
    private int given;

    private Draft(GenerationList from) {
      this.number = from.number;
      this.words = from.words.clone();
      this.given = from.given;
    }

    void give(int offset, boolean open) {
      given = Math.max(given, offset + 1);
      set(offset, open);
    }

    void set(int offset, boolean open) {
      long bit = 1L << offset;
      int word = offset >> WORD_BITS;
      words[word] = open ? words[word] | bit : words[word] & ~bit;
    }

    GenerationList at(long commit) {
      return new GenerationList(number, given, commit, words);
    }
  }
}
