package dev.belay.linter.index;

import dev.belay.linter.source.FileTokens;
import dev.belay.linter.source.WordSet;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@link BodyTrait}s from the tokens of a body where these are enough: of getters, of
 * builders, and of all that give something made inside. {@link BodyTraits} says what traits mean.
 */
final class TokenTraits {

  /** What a {@code return} gives, as far as a trait asks. */
  private enum Returned {
    THIS,
    FIELD_OF_THIS,
    NAME,
    NULL,
    COMPLETED,
    MAYBE_COMPLETED,
    OTHER
  }

  /** Whether a name is what it is asked for. */
  private enum Answer {
    YES,
    NO,
    UNSURE
  }

  private static final WordSet COMPLETED = WordSet.of(String.join(" ", BodyTraits.COMPLETED));
  private static final WordSet LABELS = WordSet.of("case default");
  private static final WordSet BEFORE_BLOCKS = WordSet.of("else do try finally");

  /** Statements with parentheses, behind which a block may stand. */
  private static final WordSet STATEMENTS =
      WordSet.of("if for while catch switch synchronized try");

  /** Words that stand before a name and declare no variable of it. */
  private static final WordSet BEFORE_USES =
      WordSet.of(
          "return throw new else case assert instanceof do break continue"
              + " extends super implements throws");

  /** Words that may be names too, or declare what is no variable. */
  private static final WordSet AMBIGUOUS = WordSet.of("yield when class interface enum record");

  private static final int RETURN = FileTokens.hashOf("return");
  private static final int THROW = FileTokens.hashOf("throw");
  private static final int INTERRUPT = FileTokens.hashOf(BodyTraits.INTERRUPT);

  private final FileTokens tokens;
  private final int open;
  private final int close;
  private final int[] parameters;
  private final EnumSet<Returned> returned = EnumSet.noneOf(Returned.class);
  private final List<Integer> names = new ArrayList<>(2);
  private boolean throwsAtEnd;
  private boolean unsure;

  /**
   * A body.
   *
   * @param open its opening brace
   * @param close its closing one
   * @param parameters the names of the method's
   */
  TokenTraits(FileTokens tokens, int open, int close, int[] parameters) {
    this.tokens = tokens;
    this.open = open;
    this.close = close;
    this.parameters = parameters;
  }

  /** The traits, as {@link BodyTraits} gives them; empty where only the tree can tell. */
  Optional<Set<BodyTrait>> find() {
    boolean tells = false;
    for (int at = open + 1; at < close; at++) {
      if (tokens.kind(at) == FileTokens.WORD) {
        int word = tokens.hash(at);
        if (word == INTERRUPT) {
          return Optional.empty();
        }
        tells |= word == THROW || word == RETURN && returnedAt(at + 1) != Returned.OTHER;
      }
    }
    if (tells) {
      readStatements();
    }
    return unsure ? Optional.empty() : traits();
  }

  private Optional<Set<BodyTrait>> traits() {
    if (returned.isEmpty()) {
      return Optional.of(throwsAtEnd ? Set.of(BodyTrait.ALWAYS_THROWS) : Set.of());
    }
    if (returned.equals(EnumSet.of(Returned.THIS))) {
      return Optional.of(Set.of(BodyTrait.RETURNS_THIS));
    }
    if (EnumSet.of(Returned.NULL, Returned.COMPLETED).containsAll(returned)) {
      return Optional.of(Set.of(BodyTrait.RETURNS_COMPLETED));
    }
    if (returned.contains(Returned.MAYBE_COMPLETED) && !returned.contains(Returned.OTHER)) {
      return Optional.empty();
    }
    if (!EnumSet.of(Returned.NAME, Returned.FIELD_OF_THIS).containsAll(returned)) {
      return Optional.of(Set.of());
    }
    EnumSet<BodyTrait> traits = EnumSet.noneOf(BodyTrait.class);
    if (!returned.contains(Returned.FIELD_OF_THIS) && names.stream().allMatch(this::isParameter)) {
      traits.add(BodyTrait.RETURNS_PARAMETER);
    }
    Set<Answer> fields = EnumSet.noneOf(Answer.class);
    names.forEach(name -> fields.add(isField(name)));
    if (fields.contains(Answer.NO)) {
      return Optional.of(Set.copyOf(traits));
    }
    traits.add(BodyTrait.RETURNS_FIELD);
    return fields.contains(Answer.UNSURE) ? Optional.empty() : Optional.of(Set.copyOf(traits));
  }

  /**
   * Reads the method's own statements. What stands in parentheses holds none, nor do other braces
   * than those of blocks: these are lambdas', classes' and arrays'.
   */
  private void readStatements() {
    int depth = 1;
    boolean inThrow = false;
    int parenthesis = open;
    int arrow = open;
    boolean inLabel = false;
    for (int at = open + 1; at < close; at++) {
      switch (tokens.kind(at)) {
        case '(' -> {
          parenthesis = at;
          at = tokens.closing(at);
        }
        case '{' -> {
          if (!inThrow && startsBlock(at, parenthesis, arrow)) {
            depth++;
          } else {
            at = tokens.closing(at);
          }
        }
        case '}' -> depth--;
        case ';' -> {
          throwsAtEnd = inThrow;
          inThrow = false;
        }
        case ':' -> inLabel = false;
        case '?' -> unsure |= inLabel;
        case FileTokens.ARROW -> {
          arrow = inLabel ? at : arrow;
          inLabel = false;
        }
        case FileTokens.WORD -> {
          int word = tokens.hash(at);
          inLabel |= LABELS.contains(word);
          inThrow |= word == THROW && depth == 1 && startsStatement(at);
          if (word == RETURN) {
            addReturn(at + 1);
          }
        }
        default -> {}
      }
    }
    throwsAtEnd &= tokens.kind(close - 1) == ';';
  }

  private boolean startsStatement(int token) {
    int before = tokens.kind(token - 1);
    return before == '{' || before == '}' || before == ';';
  }

  /**
   * Whether a brace among the method's statements opens a block of these.
   *
   * @param parenthesis the last that was opened before
   * @param arrow the last one behind a label of a {@code switch}
   */
  private boolean startsBlock(int brace, int parenthesis, int arrow) {
    return switch (tokens.kind(brace - 1)) {
      case '{', '}', ';', ':' -> true;
      case ')' -> STATEMENTS.contains(wordAt(parenthesis - 1));
      case FileTokens.WORD -> BEFORE_BLOCKS.contains(wordAt(brace - 1));
      case FileTokens.ARROW -> brace - 1 == arrow;
      default -> false;
    };
  }

  /** The hash of a word, of none where there is another token. */
  private int wordAt(int token) {
    return tokens.kind(token) == FileTokens.WORD ? tokens.hash(token) : 0;
  }

  private void addReturn(int expression) {
    Returned gives = returnedAt(expression);
    returned.add(gives);
    if (gives == Returned.NAME) {
      names.add(expression);
    }
  }

  private Returned returnedAt(int expression) {
    int last = expression;
    while (tokens.kind(last) == FileTokens.WORD && tokens.kind(last + 1) == '.') {
      last += 2;
    }
    if (tokens.kind(last) != FileTokens.WORD || tokens.kind(last + 1) != ';') {
      return returnedCall(expression, last);
    }
    if (tokens.is(last, "this")) {
      return Returned.THIS;
    }
    if (last > expression) {
      return tokens.is(last - 2, "this") ? Returned.FIELD_OF_THIS : Returned.OTHER;
    }
    if (tokens.is(last, "null")) {
      return Returned.NULL;
    }
    return isTruth(last) ? Returned.OTHER : Returned.NAME;
  }

  /**
   * What is given that is no name.
   *
   * @param last of the names with dots at its start
   */
  private Returned returnedCall(int expression, int last) {
    boolean call = tokens.kind(last + 1) == '(' && COMPLETED.contains(wordAt(last));
    if (call && tokens.kind(tokens.closing(last + 1) + 1) == ';') {
      return Returned.COMPLETED;
    }
    for (int at = expression; at < close && tokens.kind(at) != ';'; at++) {
      int kind = tokens.kind(at);
      if (kind == '(' || kind == '[' || kind == '{') {
        at = tokens.closing(at);
      } else if (COMPLETED.contains(wordAt(at))) {
        return Returned.MAYBE_COMPLETED;
      }
    }
    return Returned.OTHER;
  }

  private boolean isTruth(int word) {
    return tokens.is(word, "true") || tokens.is(word, "false");
  }

  private boolean isParameter(int name) {
    for (int parameter : parameters) {
      if (tokens.same(parameter, name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a name is a field's, or that of a local that never holds anything but fields. */
  private Answer isField(int name) {
    boolean declared = isParameter(name);
    boolean doubtful = false;
    boolean listed = false;
    boolean listsParameters = false;
    boolean annotated = false;
    EnumSet<Answer> values = EnumSet.noneOf(Answer.class);
    for (int at = open + 1; at < close; at++) {
      int kind = tokens.kind(at);
      listsParameters |= kind == FileTokens.ARROW && tokens.kind(at - 1) == ')';
      annotated |= kind == '@';
      if (kind == FileTokens.WORD && tokens.same(at, name) && standsAlone(at)) {
        Answer declares = declares(at);
        declared |= declares == Answer.YES;
        doubtful |= declares == Answer.UNSURE;
        listed |= isListed(at);
        addValue(at, annotated, values);
      }
    }
    doubtful |= listed && listsParameters;
    if (!declared) {
      return doubtful ? Answer.UNSURE : Answer.YES;
    }
    if (values.contains(Answer.NO)) {
      return Answer.NO;
    }
    if (values.contains(Answer.UNSURE)) {
      return Answer.UNSURE;
    }
    return values.contains(Answer.YES) ? Answer.YES : Answer.NO;
  }

  /** Whether a name is no member of something else and no method's. */
  private boolean standsAlone(int name) {
    int before = tokens.kind(name - 1);
    boolean member = before == '.' && tokens.kind(name - 2) != '.';
    return !member
        && before != FileTokens.REFERENCE
        && before != '@'
        && tokens.kind(name + 1) != '(';
  }

  /** Whether it stands between parentheses and commas alone, as an argument or a parameter does. */
  private boolean isListed(int name) {
    int before = tokens.kind(name - 1);
    int after = tokens.kind(name + 1);
    return (before == '(' || before == ',') && (after == ')' || after == ',');
  }

  /** Whether a variable is declared where a name stands. */
  private Answer declares(int name) {
    int after = tokens.kind(name + 1);
    int before = tokens.kind(name - 1);
    if (after == FileTokens.ARROW) {
      return before == '(' || before == FileTokens.ASSIGN ? Answer.YES : Answer.UNSURE;
    }
    switch (before) {
      case FileTokens.WORD:
        int word = tokens.hash(name - 1);
        if (AMBIGUOUS.contains(word)) {
          return Answer.UNSURE;
        }
        return after == FileTokens.WORD || BEFORE_USES.contains(word) ? Answer.NO : Answer.YES;
      case ']':
        return Answer.YES;
      case '>':
        return after == FileTokens.ASSIGN ? Answer.YES : Answer.UNSURE;
      case ',':
        boolean declarator = after == FileTokens.ASSIGN || after == ';' || after == '[';
        return declarator || after == ',' && !isArgument(name) ? Answer.UNSURE : Answer.NO;
      case '.':
        return Answer.UNSURE;
      default:
        return Answer.NO;
    }
  }

  /** Whether what stands between commas is in parentheses, not those of a {@code for}. */
  private boolean isArgument(int token) {
    int closed = 0;
    for (int at = token - 1; at > open; at--) {
      int kind = tokens.kind(at);
      if (kind == ')' || kind == '}' || kind == ']') {
        closed++;
      } else if (kind == '(' || kind == '{' || kind == '[') {
        if (closed == 0) {
          return kind == '(' && !tokens.is(at - 1, "for");
        }
        closed--;
      }
    }
    return false;
  }

  /**
   * Adds whether a field is what a name is given at a place, if it is given anything there.
   *
   * @param annotated whether an annotation stands before, which may have an element of the name
   */
  private void addValue(int name, boolean annotated, Set<Answer> values) {
    int before = tokens.kind(name - 1);
    int after = tokens.kind(name + 1);
    if (after == '[' || shifts(name + 1)) {
      values.add(Answer.UNSURE); // an array's initialiser, or a value to shift by
    } else if (after == FileTokens.ASSIGN && annotated && (before == '(' || before == ',')) {
      values.add(Answer.UNSURE);
    } else if (after == FileTokens.ASSIGN && !(isWhole(name + 2) && tokens.is(name + 2, "null"))) {
      values.add(isFieldAsValue(name + 2));
    }
  }

  /** Whether an operator may be one that shifts and assigns. */
  private boolean shifts(int operator) {
    int kind = tokens.kind(operator);
    int behind = tokens.kind(operator + 1);
    return (kind == '<' || kind == '>') && (behind == kind || behind == FileTokens.OPERATOR);
  }

  private Answer isFieldAsValue(int value) {
    if (isWhole(value)) {
      boolean name = !tokens.is(value, "this") && !isTruth(value) && !isParameter(value);
      return name ? Answer.UNSURE : Answer.NO;
    }
    if (tokens.kind(value + 1) != '.') {
      return Answer.NO;
    }
    if (tokens.is(value, "this") && isWhole(value + 2)) {
      return Answer.YES;
    }
    return tokens.is(value + 2, "this") ? Answer.UNSURE : Answer.NO;
  }

  /** Whether a word is the last of a value. */
  private boolean isWhole(int word) {
    int after = tokens.kind(word + 1);
    return tokens.kind(word) == FileTokens.WORD
        && (after == ';' || after == ',' || after == ')' || after == ']' || after == ':');
  }
}
