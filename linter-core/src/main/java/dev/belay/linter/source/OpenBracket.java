package dev.belay.linter.source;

import java.util.Arrays;

/** A bracket that a sketch's scan is in: what stands before it, and what was read in it so far. */
final class OpenBracket {

  private static final int[] NONE = {};

  final char bracket;

  /** The type whose members stand here, or those around; 0 outside all types. */
  int owner;

  /** Whether members of {@link #owner} stand right here. */
  boolean isType;

  /** Whether constants of an enum are being read. */
  boolean constants;

  /** Whether {@code private} stands before the member that is being read. */
  boolean isPrivate;

  /** Name of the method, or of the type that is created, before parentheses; 0 for none. */
  int callee;

  /** Number of the call whose arguments stand here; -1 where it is none. */
  int call = -1;

  /** Whether these are the arguments of {@code new}. */
  boolean creates;

  /** Whether this is a block in a call's arguments. */
  boolean inArgument;

  /** Whether these are the components of a record. */
  boolean components;

  /** Whether a lambda's block is around, with no type in between. */
  boolean inLambda;

  /** Whether these are the resources of a {@code try}, or its block. */
  boolean tries;

  /** Whether this is what a {@code catch} names. */
  boolean catches;

  /** Whether everything is caught that can be thrown. */
  boolean catchesAll;

  /** Number of the first call in the last {@code try} here, and of the first one behind it. */
  int tryFrom;

  int tryEnd;

  /** Type of the variable that was declared last. */
  int lastType;

  private final boolean usedAtFirst;

  /** Whether the value of what is being read is used. */
  boolean used;

  /** Whether a method returns it. */
  boolean returned;

  /** Whether a lambda gives it. */
  boolean given;

  /** Names that may turn out to be a lambda's parameters. */
  private int[] names = NONE;

  private int nameCount;

  OpenBracket(char bracket, boolean usedAtFirst) {
    this.bracket = bracket;
    this.usedAtFirst = usedAtFirst;
    this.used = usedAtFirst;
  }

  /** A statement, an argument or a declaration begins. */
  void begin() {
    used = usedAtFirst;
    returned = false;
    given = false;
  }

  /** What a lambda gives begins; nothing else may take it. */
  void beginGiven() {
    used = false;
    returned = false;
    given = true;
  }

  void beginReturned() {
    if (inLambda) {
      beginGiven();
    } else {
      used = true;
      returned = true;
    }
  }

  void addName(int name) {
    if (nameCount == names.length) {
      names = Arrays.copyOf(names, nameCount + 4);
    }
    names[nameCount++] = name;
  }

  int[] names() {
    return Arrays.copyOf(names, nameCount);
  }
}
