package dev.belay.linter.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The pass behind {@link FileSketch}: a stack of open brackets and a short memory of tokens. */
final class SketchScan {

  private static final WordSet KEYWORDS =
      WordSet.of(
          "abstract assert break case catch class const continue default do else enum extends"
              + " final finally for goto if implements import instanceof interface native new"
              + " package private protected public return static strictfp super switch"
              + " synchronized this throw throws transient try volatile while");
  private static final WordSet PRIMITIVES =
      WordSet.of("void boolean byte short int long char float double");
  private static final WordSet DECLARES = WordSet.of("class interface enum record");
  private static final int EXTENDS = ByteTokens.hashOf("extends");
  private static final int RECORD = ByteTokens.hashOf("record");
  private static final int FOR = ByteTokens.hashOf("for");

  /** Tokens remembered; a return type with more is not told from a comparison, so it is a call. */
  private static final int MEMORY = 128;

  private final ByteTokens tokens;
  private final WordSet words = new WordSet(256);
  private final WordSet dropped = new WordSet(64);
  private final Ints returns = new Ints();
  private final Ints throwing = new Ints();
  private final Ints takes = new Ints();
  private final Ints supertypes = new Ints();
  private final Ints bounds = new Ints();
  private final WordSet typeParameters = new WordSet(8);
  private final List<String> topLevelTypes = new ArrayList<>();
  private String packageName = "";
  private int deepest;
  private int deepestArgument;
  private boolean garbled;

  private final int[] kinds = new int[MEMORY];
  private final int[] hashes = new int[MEMORY];
  private int seen;

  private final Deque<Open> enclosing = new ArrayDeque<>();
  private Open here = new Open('{', 0, false, false, false, false);
  private int openArguments;

  /** The bracket pair that ended with the token before; null after any other token. */
  private Open justClosed;

  /** Name before the parentheses that were closed last: the method a {@code throws} belongs to. */
  private int lastCallee;

  /** Type whose header is being read; 0 for none. */
  private int header;

  private int angles;

  /** Open angle brackets of a method's type parameters; 0 elsewhere. */
  private int parameterAngles;

  private boolean inSupertypes;
  private boolean inThrows;

  SketchScan(byte[] bytes) {
    tokens = new ByteTokens(bytes);
    for (int kind = tokens.next(); kind != ByteTokens.END; kind = tokens.next()) {
      step(kind);
      kinds[seen % MEMORY] = kind;
      hashes[seen % MEMORY] = tokens.hash();
      seen++;
    }
    step(';');
    garbled |= tokens.isBroken() || !enclosing.isEmpty();
    substituteBounds();
  }

  private void step(int kind) {
    if (justClosed != null) {
      endOfCall(kind);
    }
    switch (kind) {
      case ByteTokens.WORD -> word();
      case '(', '[', '{' -> open((char) kind);
      case ')' -> close('(');
      case ']' -> close('[');
      case '}' -> close('{');
      case ';' -> {
        here.used = false;
        header = 0;
        inThrows = false;
        parameterAngles = 0;
      }
      case ',' -> {
        if (here.bracket == '(') {
          here.used = here.usedAtFirst;
        }
        component();
      }
      case ByteTokens.ARROW -> here.used = false;
      case ByteTokens.ASSIGN -> here.used = true;
      case '<' -> {
        angles++;
        parameterAngles += parameterAngles > 0 || opensTypeParameters() ? 1 : 0;
      }
      case '>' -> {
        angles--;
        parameterAngles = Math.max(0, parameterAngles - 1);
      }
      default -> {}
    }
  }

  /** A call is dropped if nothing goes on with it and nothing before it takes the value. */
  private void endOfCall(int next) {
    boolean ends = next == ';' || next == ')' || next == ',' || next == '}' || next == ':';
    if (ends && !here.used && justClosed.callee != 0 && !justClosed.declares) {
      dropped.add(justClosed.callee);
    }
    justClosed = null;
  }

  private void word() {
    int hash = tokens.hash();
    words.add(hash);
    if (before(1) == ByteTokens.REFERENCE) {
      dropped.add(hash);
    }
    if (here.callee != 0 && before(1) == ByteTokens.WORD) {
      parameter(hashBefore(1));
    }
    if (parameterAngles > 0 || header != 0 && angles > 0 && !inSupertypes) {
      // Bounds and annotations are taken for parameters too: one too many does no harm.
      typeParameters.add(hash);
    }
    if (inThrows) {
      throwing.add(hash, lastCallee);
    } else if (before(1) == ByteTokens.WORD
        && DECLARES.contains(hashBefore(1))
        && before(2) != '.') {
      startHeader(hash);
    } else if (KEYWORDS.contains(hash)) {
      keyword();
    } else if (inSupertypes && angles == 0) {
      supertypes.add(hash, header);
    } else if (isWordBefore(1, EXTENDS) && before(2) == ByteTokens.WORD) {
      bounds.add(hash, hashBefore(2));
    }
  }

  /** A type and a name behind it, in parentheses behind a name: {@code run(Token token)}. */
  private void parameter(int type) {
    if (!KEYWORDS.contains(type) && !PRIMITIVES.contains(type)) {
      takes.add(type, here.callee);
    }
  }

  /** A record's component, which is a method that gives it. */
  private void component() {
    if (here.components && before(1) == ByteTokens.WORD) {
      gives(typeBefore(), hashBefore(1));
    }
  }

  private void gives(int type, int name) {
    if (type == 0 || type == RECORD || KEYWORDS.contains(type) || PRIMITIVES.contains(type)) {
      return;
    }
    returns.add(type, name);
    if (typeParameters.contains(type)) {
      returns.add(FileSketch.ANY_TYPE, name);
    }
  }

  /** Whether the angle bracket to come stands where a method's declaration starts. */
  private boolean opensTypeParameters() {
    if (here.bracket != '{') {
      return false;
    }
    int back = 1;
    while (before(back) == ByteTokens.WORD && before(back + 1) == '.') {
      back += 2;
    }
    return switch (before(back)) {
      case '{', '}', ';', ')' -> true;
      case ByteTokens.WORD -> before(back + 1) == '@' || KEYWORDS.contains(hashBefore(back));
      default -> false;
    };
  }

  private void startHeader(int name) {
    header = name;
    angles = 0;
    inSupertypes = false;
    if (enclosing.isEmpty()) {
      topLevelTypes.add(tokens.text());
    }
  }

  private void keyword() {
    if (tokens.is("return") || tokens.is("throw") || tokens.is("assert")) {
      here.used = true;
    } else if (tokens.is("throws")) {
      inThrows = true;
    } else if (tokens.is("extends") || tokens.is("implements")) {
      inSupertypes |= header != 0 && angles == 0;
    } else if (tokens.is("package") && enclosing.isEmpty() && topLevelTypes.isEmpty()) {
      readPackage();
    }
  }

  private void readPackage() {
    StringBuilder name = new StringBuilder();
    int kind = tokens.next();
    while (kind == ByteTokens.WORD || kind == '.') {
      name.append(kind == '.' ? "." : tokens.text());
      kind = tokens.next();
    }
    packageName = name.toString();
  }

  private void open(char bracket) {
    Open opened = bracket == '(' ? parentheses() : block(bracket);
    enclosing.push(here);
    here = opened;
    deepest = Math.max(deepest, enclosing.size());
    parameterAngles = 0;
  }

  private Open block(char bracket) {
    boolean inArgument = bracket == '{' && here.bracket == '(';
    if (inArgument) {
      deepestArgument = Math.max(deepestArgument, ++openArguments);
    }
    if (bracket == '{') {
      header = 0;
      inThrows = false;
      inSupertypes = false;
    }
    return new Open(bracket, 0, false, inArgument, bracket == '[', false);
  }

  /** What is in parentheses is used, but for what a {@code for} does first and after each pass. */
  private Open parentheses() {
    boolean used = !isWordBefore(1, FOR);
    if (before(1) != ByteTokens.WORD || KEYWORDS.contains(hashBefore(1))) {
      return new Open('(', 0, false, false, used, header != 0);
    }
    int name = hashBefore(1);
    int type = typeBefore();
    boolean declares = type != 0 && !KEYWORDS.contains(type);
    gives(type, name);
    return new Open('(', name, declares, false, used, header != 0);
  }

  /** The type before a name, {@code record} standing for any array; 0 where there is none. */
  private int typeBefore() {
    return before(2) == ByteTokens.WORD
        ? hashBefore(2)
        : before(2) == '>' ? typeBeforeArguments() : before(2) == ']' ? RECORD : 0;
  }

  /** The type that the arguments before a name belong to; 0 for a call with type arguments. */
  private int typeBeforeArguments() {
    int depth = 0;
    for (int back = 2; back < MEMORY; back++) {
      int kind = before(back);
      if (kind == '>') {
        depth++;
      } else if (kind == '<' && --depth == 0) {
        return before(back + 1) == ByteTokens.WORD ? hashBefore(back + 1) : 0;
      } else if (kind == ';' || kind == '{' || kind == '}' || kind == ByteTokens.END) {
        return 0;
      }
    }
    return 0;
  }

  private void close(char bracket) {
    if (here.bracket != bracket || enclosing.isEmpty()) {
      garbled = true;
      return;
    }
    if (here.inArgument) {
      openArguments--;
    }
    justClosed = here;
    if (bracket == '(') {
      lastCallee = here.callee;
      component();
    }
    here = enclosing.pop();
    if (bracket == '{') {
      here.used = here.usedAtFirst;
    }
  }

  /** A method that returns a type parameter returns its bound. */
  private void substituteBounds() {
    int[] known = returns.toArray();
    int[] bound = bounds.toArray();
    for (int b = 0; b < bound.length; b += 2) {
      for (int r = 0; r < known.length; r += 2) {
        if (known[r] == bound[b + 1]) {
          returns.add(bound[b], known[r + 1]);
        }
      }
    }
  }

  private int before(int back) {
    return back > seen ? ByteTokens.END : kinds[(seen - back) % MEMORY];
  }

  private int hashBefore(int back) {
    return hashes[(seen - back) % MEMORY];
  }

  private boolean isWordBefore(int back, int hash) {
    return before(back) == ByteTokens.WORD && hashBefore(back) == hash;
  }

  String packageName() {
    return packageName;
  }

  List<String> topLevelTypes() {
    return topLevelTypes;
  }

  WordSet words() {
    return words;
  }

  WordSet dropped() {
    return dropped;
  }

  Ints returns() {
    return returns;
  }

  Ints throwing() {
    return throwing;
  }

  Ints takes() {
    return takes;
  }

  Ints supertypes() {
    return supertypes;
  }

  int nesting() {
    return deepest;
  }

  int argumentNesting() {
    return deepestArgument;
  }

  boolean asksForSilence() {
    return tokens.asksForSilence();
  }

  boolean isGarbled() {
    return garbled;
  }

  /** An open bracket: what stands before it and whether what stands in it is used. */
  private static final class Open {
    private final char bracket;
    private final int callee;
    private final boolean declares;
    private final boolean inArgument;
    private final boolean components;
    private final boolean usedAtFirst;
    private boolean used;

    Open(
        char bracket,
        int callee,
        boolean declares,
        boolean inArgument,
        boolean used,
        boolean components) {
      this.bracket = bracket;
      this.callee = callee;
      this.declares = declares;
      this.inArgument = inArgument;
      this.components = components;
      this.usedAtFirst = used;
      this.used = used;
    }
  }
}
