package dev.belay.linter.facts;

import dev.belay.linter.source.FileTokens;
import dev.belay.linter.source.WordSet;
import java.util.function.IntPredicate;

/**
 * Which loops a file may hold, by its tokens alone: what {@link Loops} and {@link StaleReads} would
 * find in its tree, and more where only the tree can tell. Most files that are shown to nobody but
 * the rules of loops have none that matters, and need not be parsed to know it.
 */
public final class LoopGlance {

  /** Behind a dot these make no field's name. */
  private static final WordSet NO_MEMBER = WordSet.of("this super class new");

  /** In a condition with one of these a bracket or dot may be a type's. */
  private static final WordSet WITH_TYPES = WordSet.of("instanceof new switch case class");

  private final FileTokens tokens;

  /** Read on first demand: few loops have a condition that asks for them. */
  private DeclaredNames names;

  private LoopGlance(FileTokens tokens) {
    this.tokens = tokens;
  }

  private DeclaredNames names() {
    if (names == null) {
      names = new DeclaredNames(tokens);
    }
    return names;
  }

  /** Whether some loop may go on for ever, whatever other threads do. */
  public static boolean mayHoldStuck(FileTokens tokens) {
    return tokens.isBroken() || new LoopGlance(tokens).any(LoopGlance::mayBeStuck);
  }

  /**
   * Whether some loop's condition, or a test in an endless one, may read a plain field, by itself
   * or through a getter.
   */
  public static boolean mayReadFlag(FileTokens tokens) {
    return tokens.isBroken() || new LoopGlance(tokens).any(LoopGlance::mayReadFlag);
  }

  /**
   * The head of a loop that is no for-each: a condition, perhaps empty, what runs after each pass,
   * and the block behind, each without its end.
   */
  private record Head(int from, int to, int updateTo, int bodyFrom, int bodyTo) {}

  @FunctionalInterface
  private interface HeadTest {
    boolean test(LoopGlance glance, Head head);
  }

  private boolean any(HeadTest wanted) {
    for (int at = 0; tokens.kind(at) != FileTokens.END; at++) {
      boolean loop = tokens.is(at, "while") || tokens.is(at, "for");
      if (loop && tokens.kind(at + 1) == '(') {
        Head head = headAt(at);
        if (head != null && wanted.test(this, head)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Null for a for-each. */
  private Head headAt(int loop) {
    int end = tokens.closing(loop + 1);
    int from = loop + 2;
    int to = end;
    if (tokens.is(loop, "for")) {
      int first = semicolon(from, end);
      if (first == end) {
        return null;
      }
      from = first + 1;
      to = semicolon(from, end);
    }
    // What is no block ends where only a parser can tell; a do loop has its block before.
    boolean block = tokens.kind(end) != FileTokens.END && tokens.kind(end + 1) == '{';
    return new Head(from, to, end, end + 1, block ? tokens.closing(end + 1) : end + 1);
  }

  private int semicolon(int from, int end) {
    int at = from;
    while (at < end && tokens.kind(at) != ';') {
      at = isOpen(at) ? tokens.closing(at) + 1 : at + 1;
    }
    return Math.min(at, end);
  }

  private boolean isOpen(int at) {
    int kind = tokens.kind(at);
    return kind == '(' || kind == '[' || kind == '{';
  }

  private boolean mayBeStuck(Head head) {
    return !mayChange(head)
        && !RunTokens.any(tokens, head.bodyFrom, head.bodyTo, at -> tokens.is(at, "return"));
  }

  /** Whether a condition comes out otherwise on a later pass, for all that the parser can say. */
  private boolean mayChange(Head head) {
    if (isIn(head, at -> tokens.is(at, WITH_TYPES) || tokens.kind(at) == FileTokens.ARROW)) {
      return false;
    }
    return isIn(
            head, at -> tokens.kind(at) == FileTokens.ASSIGN || isCall(at) || isMember(at, head))
        || isIn(head, at -> isName(at) && isChanged(at, head));
  }

  private static boolean isIn(Head head, IntPredicate wanted) {
    for (int at = head.from; at < head.to; at++) {
      if (wanted.test(at)) {
        return true;
      }
    }
    return false;
  }

  private boolean isCall(int at) {
    return isWord(at) && tokens.kind(at + 1) == '(';
  }

  /** A field of something; in brackets it may be the type of a cast. */
  private boolean isMember(int at, Head head) {
    return tokens.kind(at) == '.'
        && isWord(at - 1)
        && isWord(at + 1)
        && !tokens.is(at + 1, NO_MEMBER)
        && !isInBrackets(at, head);
  }

  private boolean isInBrackets(int at, Head head) {
    for (int open = head.from; open < at; open++) {
      if (isOpen(open) && tokens.closing(open) > at) {
        return true;
      }
    }
    return false;
  }

  /** A variable's name by itself. */
  private boolean isName(int at) {
    return isWord(at) && tokens.kind(at + 1) != '(' && tokens.kind(at - 1) != '.';
  }

  private boolean isChanged(int name, Head head) {
    IntPredicate changes = at -> isWord(at) && tokens.same(at, name) && isTarget(at);
    return names().isOpenField(tokens.hash(name))
        || RunTokens.any(tokens, head.to, head.updateTo, changes)
        || RunTokens.any(tokens, head.bodyFrom, head.bodyTo, changes);
  }

  /** A name that a value is assigned to, or that takes a step; a declaration is neither. */
  private boolean isTarget(int at) {
    if (tokens.kind(at + 1) == FileTokens.ASSIGN) {
      int before = tokens.kind(at - 1);
      return before != FileTokens.WORD && before != '>' && before != ']';
    }
    return isStep(at + 1) && isEnd(at + 3) || isStep(at - 2) && isStart(at - 3);
  }

  private boolean isStep(int at) {
    int kind = at < 0 ? FileTokens.END : tokens.kind(at);
    boolean twice = (kind == '+' || kind == '-') && tokens.kind(at + 1) == kind;
    return twice && tokens.text(at, at + 1).length() == 2;
  }

  private boolean isEnd(int at) {
    int kind = tokens.kind(at);
    return kind == ';' || kind == ')' || kind == ',' || kind == ']';
  }

  private boolean isStart(int at) {
    int kind = tokens.kind(at);
    return kind == ';' || kind == '{' || kind == '}' || kind == '(' || kind == ',' || kind == '[';
  }

  private boolean mayReadFlag(Head head) {
    return isIn(head, this::mayBeFlag) || mayBeEndless(head) && testsFlag(head);
  }

  private boolean mayBeFlag(int at) {
    return isWord(at)
        && (names().isPlainField(tokens.hash(at))
            || tokens.kind(at + 1) == '(' && names().isGetter(tokens.hash(at)));
  }

  private boolean mayBeEndless(Head head) {
    return head.from == head.to || isIn(head, at -> tokens.is(at, "true"));
  }

  /** Whether a loop's block asks for a flag by which it may be left. */
  private boolean testsFlag(Head head) {
    for (int at = head.bodyFrom; at < head.bodyTo; at++) {
      if (tokens.is(at, "if") && tokens.kind(at + 1) == '(') {
        int end = tokens.closing(at + 1);
        for (int asked = at + 2; asked < end; asked++) {
          if (mayBeFlag(asked)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private boolean isWord(int at) {
    return at >= 0 && tokens.kind(at) == FileTokens.WORD;
  }
}
