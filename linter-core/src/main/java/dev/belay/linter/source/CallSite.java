package dev.belay.linter.source;

/** What a sketch knows of where calls stand and of what they are made on, as bits of a number. */
public final class CallSite {

  /** The receiver is a simple name: a variable's, a type's. */
  public static final int ON_NAME = 0;

  /** The receiver is a name behind a dot: a field of some object, a type in a package. */
  public static final int ON_MEMBER = 1;

  /** The receiver is what a call gives; its name stands for it. */
  public static final int ON_RESULT = 2;

  /** No receiver is written, or {@code this} or {@code super}. */
  public static final int ON_THIS = 3;

  /** The receiver is something else. */
  public static final int ON_ANYTHING = 4;

  /** A creation: its name is the type's. */
  public static final int CREATION = 5;

  /** Bits that say which of the above it is. */
  public static final int KINDS = 7;

  /**
   * Nothing takes the value: the call is a statement, what a lambda gives, or a method reference.
   */
  public static final int DROPPED = 8;

  /** Something may take the value: it is no receiver, and no method returns it. */
  public static final int USED = 16;

  /** The call is in a {@code try} with a handler of every exception. */
  public static final int GUARDED = 32;

  /** True of every call. */
  public static final int ANYWHERE = 64;

  /** A variable may keep the value; the taker is its type, 0 where that is not told. */
  public static final int ASSIGNED = 128;

  /** The value may be an argument, or what one gives; the taker is the name of what is called. */
  public static final int PASSED = 256;

  /** A variable that was declared before may keep the value; the taker is its name. */
  public static final int STORED = 512;

  /** Where a file that holds on to a value must have it. */
  public static final int KEPT = ASSIGNED | STORED | PASSED;

  private CallSite() {}

  /** Takes a call. */
  @FunctionalInterface
  public interface Test {
    /**
     * Whether the call is the one looked for; a file has each with one taker once.
     *
     * @param site bits of the above: where it is and, masked by {@link #KINDS}, what it is made on
     * @param receiver hash of the name that stands for it; 0 where there is none
     * @param name hash of the method's name, or the type's
     * @param taker hash of what takes the value, as the places say; 0 where it is not told
     */
    boolean test(int site, int receiver, int name, int taker);
  }
}
