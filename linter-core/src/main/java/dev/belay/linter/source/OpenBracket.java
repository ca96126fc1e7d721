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

  /** Whether this is what a {@code switch} looks at. */
  boolean switches;

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

  /** Whether the value goes into a variable. */
  boolean assigned;

  /** Type of that variable, if it is declared there; 0 where it is not told. */
  int variableType;

  /** Name of that variable, if it was declared before; 0 where it is not told. */
  int variable;

  /** What the value is an argument of, or the lambda that gives it; 0 for nothing. */
  int passedTo;

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
    assigned = false;
  }

  /**
   * A value is assigned from here on.
   *
   * @param type of the variable that is declared for it; 0 for another
   * @param name of another, 0 where it is not told
   */
  void assign(int type, int name) {
    used = true;
    variableType = assigned ? 0 : type;
    variable = assigned || type != 0 ? 0 : name;
    assigned = true;
  }

  /** What these parentheses group goes where the group does. */
  void goesWith(OpenBracket around) {
    returned = around.returned;
    given = around.given;
    assigned = around.assigned;
    variableType = around.variableType;
    variable = around.variable;
    passedTo = around.passedTo;
  }

  /** What a lambda gives begins; nothing else may take it. */
  void beginGiven() {
    used = false;
    returned = false;
    assigned = false;
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
