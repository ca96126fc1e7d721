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
  private static final int ENUM = ByteTokens.hashOf("enum");
  private static final int NEW = ByteTokens.hashOf("new");
  private static final int THIS = ByteTokens.hashOf("this");
  private static final int SUPER = ByteTokens.hashOf("super");
  private static final int VAR = ByteTokens.hashOf("var");
  private static final int SWITCH = ByteTokens.hashOf("switch");
  private static final int TRY = ByteTokens.hashOf("try");
  private static final int CATCH = ByteTokens.hashOf("catch");
  private static final int LOMBOK = ByteTokens.hashOf("lombok");
  private static final int ACCESSORS = ByteTokens.hashOf("Accessors");
  private static final WordSet EVERYTHING = WordSet.of("Exception Throwable");

  /** Tokens remembered; a return type with more is not told from a comparison, so it is a call. */
  private static final int MEMORY = 128;

  private final ByteTokens tokens;
  private final WordSet words = new WordSet(256);
  private final CallList calls = new CallList();
  private final Ints variables = new Ints();
  private final Ints fields = new Ints();
  private final Ints returns = new Ints();
  private final Ints throwing = new Ints();
  private final Ints takes = new Ints();
  private final Ints supertypes = new Ints();
  private final Ints bounds = new Ints();
  private final WordSet typeParameters = new WordSet(8);
  private final List<String> topLevelTypes = new ArrayList<>();
  private final Ints declared = new Ints();
  private final Ints anonymous = new Ints();
  private final WordSet methods = new WordSet(32);
  private String packageName = "";
  private int deepest;
  private int deepestArgument;
  private boolean garbled;

  private final int[] kinds = new int[MEMORY];
  private final int[] hashes = new int[MEMORY];
  private int seen;

  private final Deque<OpenBracket> enclosing = new ArrayDeque<>();
  private OpenBracket here = new OpenBracket('{', false);
  private int openArguments;

  /** The bracket pair that ended with the token before; null after any other token. */
  private OpenBracket justClosed;

  /** Type of the variable whose name is the token before, if it is declared there; else 0. */
  private int declaredJustNow;

  /** The parentheses that were closed last: before {@code throws}, those of the method. */
  private OpenBracket lastParentheses = here;

  /** Type whose header is being read; 0 for none. */
  private int header;

  private boolean headerOfEnum;

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
    declaredJustNow = 0;
    if (before(1) == ByteTokens.WORD && kind != '(') {
      variable(kind);
    }
    switch (kind) {
      case ByteTokens.WORD -> word();
      case '(', '[', '{' -> open((char) kind);
      case ')' -> close('(');
      case ']' -> close('[');
      case '}' -> close('{');
      case ';' -> {
        here.begin();
        here.used = false;
        here.constants = false;
        here.isPrivate = false;
        header = 0;
        inThrows = false;
        parameterAngles = 0;
      }
      case ',' -> {
        if (here.bracket == '(') {
          here.begin();
        }
        component();
      }
      case ByteTokens.ARROW -> here.beginGiven();
      case ByteTokens.ASSIGN -> here.assign(declaredJustNow, assignedName());
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
    if (justClosed.call >= 0 && next != '.') {
      boolean dropped = ends && !here.used;
      boolean used = dropped ? here.given : !here.returned;
      if (dropped) {
        calls.mark(justClosed.call, CallSite.DROPPED);
      }
      if (used) {
        taken(justClosed.call, dropped);
      }
    }
    if (next == ByteTokens.ARROW) {
      for (int name : justClosed.names()) {
        variables.add(FileSketch.ANY_TYPE, name);
      }
    }
    justClosed = null;
  }

  /**
   * The variable of the file that a name before an assignment stands for; 0 for what may be
   * another's.
   */
  private int assignedName() {
    boolean own = before(2) != '.' || isWordBefore(3, THIS) && before(4) != '.';
    return before(1) == ByteTokens.WORD && own ? hashBefore(1) : 0;
  }

  /** What takes the value of a call, if it is not only looked at. */
  private void taken(int call, boolean given) {
    if (here.passedTo != 0 && (given || !here.assigned)) {
      calls.mark(call, CallSite.USED | CallSite.PASSED, here.passedTo);
    } else if (here.variable != 0 && !given) {
      calls.mark(call, CallSite.USED | CallSite.STORED, here.variable);
    } else if (given || here.assigned) {
      calls.mark(call, CallSite.USED | CallSite.ASSIGNED, given ? 0 : here.variableType);
    } else {
      calls.mark(call, CallSite.USED);
    }
  }

  /** A name behind a type, behind another variable of one, or perhaps a lambda's parameter. */
  private void variable(int next) {
    int name = hashBefore(1);
    if (KEYWORDS.contains(name)) {
      return;
    }
    int type = typeBefore();
    if (type != 0 && !KEYWORDS.contains(type)) {
      here.lastType = type;
      declare(type, name);
    } else if (before(2) == ',' && here.lastType != 0) {
      declare(here.lastType, name);
    } else if (next == ByteTokens.ARROW) {
      variables.add(FileSketch.ANY_TYPE, name);
    } else if (here.bracket == '(' && (before(2) == '(' || before(2) == ',')) {
      here.addName(name);
    }
  }

  private void declare(int written, int name) {
    declaredJustNow = typeParameters.contains(written) || written == VAR ? 0 : written;
    if (written == RECORD || PRIMITIVES.contains(written)) {
      return; // Nothing is called on it.
    }
    int type = written == VAR ? FileSketch.ANY_TYPE : written;
    variables.add(type, name);
    if (here.isType && !here.isPrivate) {
      fields.add(here.owner, type, name);
    }
    if (here.isType && words.contains(LOMBOK)) {
      getter(type, name);
    }
  }

  /** Lombok may write a getter of the field, and may call it as the field is called. */
  private void getter(int type, int field) {
    gives(type, tokens.hashOfGetter());
    if (words.contains(ACCESSORS)) {
      gives(type, field);
    }
  }

  private void word() {
    int hash = tokens.hash();
    words.add(hash);
    if (before(1) == ByteTokens.REFERENCE) {
      reference(hash);
    }
    if (here.constants) {
      fields.add(here.owner, here.owner, hash);
    }
    if (here.catches && EVERYTHING.contains(hash)) {
      here.catchesAll = true;
    }
    if (here.callee != 0 && before(1) == ByteTokens.WORD) {
      parameter(hashBefore(1));
    }
    boolean listed = before(1) == '<' || before(1) == ',' || before(2) == '@';
    if (listed && (parameterAngles > 0 || header != 0 && angles > 0 && !inSupertypes)) {
      // Some types of bounds are taken for parameters too: one too many does no harm.
      typeParameters.add(hash);
    }
    if (inThrows) {
      throwing.add(lastParentheses.owner, hash, lastParentheses.callee);
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
    int owner = here.components ? header : here.owner;
    returns.add(owner, type, name);
    if (typeParameters.contains(type)) {
      returns.add(owner, FileSketch.ANY_TYPE, name);
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
    declared.add(enclosing.isEmpty() ? 0 : here.owner, name);
    headerOfEnum = isWordBefore(1, ENUM);
    angles = 0;
    inSupertypes = false;
    if (enclosing.isEmpty()) {
      topLevelTypes.add(tokens.text());
    }
  }

  private void keyword() {
    if (tokens.is("return")) {
      here.beginReturned();
    } else if (tokens.is("throw") || tokens.is("assert")) {
      here.used = true;
    } else if (tokens.is("private")) {
      here.isPrivate = true;
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
    OpenBracket opened = bracket == '(' ? parentheses() : block(bracket);
    opened.owner = opened.isType ? opened.owner : here.owner;
    boolean ofLambda = bracket == '{' && before(1) == ByteTokens.ARROW;
    opened.inLambda = !opened.isType && (here.inLambda || ofLambda);
    if (bracket == '{' && opened.inLambda && (ofLambda || !lastParentheses.switches)) {
      opened.passedTo = here.passedTo;
    }
    enclosing.push(here);
    here = opened;
    deepest = Math.max(deepest, enclosing.size());
    parameterAngles = 0;
  }

  private OpenBracket block(char bracket) {
    OpenBracket opened = new OpenBracket(bracket, bracket == '[');
    if (bracket == '[') {
      return opened;
    }
    opened.inArgument = here.bracket == '(';
    if (opened.inArgument) {
      deepestArgument = Math.max(deepestArgument, ++openArguments);
    }
    boolean behindParentheses = before(1) == ')';
    opened.tries = isWordBefore(1, TRY) || behindParentheses && lastParentheses.tries;
    if (isWordBefore(1, TRY)) {
      here.tryFrom = calls.next();
    }
    if (header != 0) {
      opened.isType = true;
      opened.owner = header;
      opened.constants = headerOfEnum;
    } else if (here.constants) {
      opened.isType = true;
      opened.owner = here.owner;
    } else if (behindParentheses && lastParentheses.creates) {
      opened.isType = true;
      opened.owner = lastParentheses.callee;
      anonymous.add(lastParentheses.callee);
    }
    header = 0;
    inThrows = false;
    inSupertypes = false;
    return opened;
  }

  /** What is in parentheses is used, but for what a {@code for} does first and after each pass. */
  private OpenBracket parentheses() {
    int created = created();
    int name =
        created != 0
            ? created
            : before(1) == ByteTokens.WORD && !KEYWORDS.contains(hashBefore(1)) ? hashBefore(1) : 0;
    boolean groups = name == 0 && before(1) != ByteTokens.WORD && before(1) != '>';
    OpenBracket opened = new OpenBracket('(', groups ? here.used : !isWordBefore(1, FOR));
    if (groups) {
      opened.goesWith(here);
    } else {
      opened.passedTo = name;
    }
    opened.components = header != 0;
    opened.tries = isWordBefore(1, TRY);
    opened.switches = isWordBefore(1, SWITCH);
    opened.catches = isWordBefore(1, CATCH);
    opened.callee = name;
    opened.creates = created != 0;
    if (opened.tries) {
      here.tryFrom = calls.next();
    }
    if (opened.creates) {
      opened.call = calls.add(CallSite.CREATION, 0, created);
    } else if (name != 0) {
      int type = typeBefore();
      gives(type, name);
      boolean declares =
          type != 0 && !KEYWORDS.contains(type) && (here.isType || enclosing.isEmpty());
      if (declares) {
        methods.add(name);
      }
      opened.call = declares || header != 0 ? -1 : call(name, 2);
    }
    return opened;
  }

  /** The type that {@code new} makes with the arguments to come; 0 where it makes none. */
  private int created() {
    int back = before(1) == '>' ? behindArguments(1) : 1;
    if (before(back) != ByteTokens.WORD) {
      return 0;
    }
    int type = hashBefore(back);
    while (before(back + 1) == '.' && before(back + 2) == ByteTokens.WORD) {
      back += 2;
    }
    return isWordBefore(back + 1, NEW) ? type : 0;
  }

  /** Notes a call by what stands before its name, and gives its number. */
  private int call(int name, int beforeName) {
    int back = before(beforeName) == '>' ? behindArguments(beforeName) : beforeName;
    if (before(back) != '.' && before(back) != ByteTokens.REFERENCE) {
      return calls.add(CallSite.ON_THIS, 0, name);
    }
    if (before(back + 1) == ')') {
      return lastParentheses.callee == 0
          ? calls.add(CallSite.ON_ANYTHING, 0, name)
          : calls.add(
              lastParentheses.creates ? CallSite.ON_NAME : CallSite.ON_RESULT,
              lastParentheses.callee,
              name);
    }
    if (before(back + 1) != ByteTokens.WORD) {
      return calls.add(CallSite.ON_ANYTHING, 0, name);
    }
    int receiver = hashBefore(back + 1);
    if (receiver == THIS || receiver == SUPER) {
      return calls.add(CallSite.ON_THIS, 0, name);
    }
    boolean ofThis = before(back + 2) != '.' || isWordBefore(back + 3, THIS);
    return calls.add(ofThis ? CallSite.ON_NAME : CallSite.ON_MEMBER, receiver, name);
  }

  private void reference(int name) {
    calls.mark(call(name, 1), CallSite.DROPPED | CallSite.USED | CallSite.ASSIGNED);
  }

  /** The type before a name, {@code record} standing for any array; 0 where there is none. */
  private int typeBefore() {
    return before(2) == ByteTokens.WORD
        ? hashBefore(2)
        : before(2) == '>' ? typeBeforeArguments() : before(2) == ']' ? RECORD : 0;
  }

  /** The type that the arguments before a name belong to; 0 for a call with type arguments. */
  private int typeBeforeArguments() {
    int back = behindArguments(2);
    return before(back) == ByteTokens.WORD ? hashBefore(back) : 0;
  }

  /** How far back stands what type arguments belong to that end there; 0 for a comparison. */
  private int behindArguments(int end) {
    int depth = 0;
    for (int back = end; back < MEMORY; back++) {
      int kind = before(back);
      if (kind == '>') {
        depth++;
      } else if (kind == '<' && --depth == 0) {
        return back + 1;
      } else if (kind == ';' || kind == '{' || kind == '}' || kind == ByteTokens.END) {
        return MEMORY;
      }
    }
    return MEMORY;
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
      lastParentheses = here;
      component();
    }
    here = enclosing.pop();
    if (bracket == '{') {
      here.begin();
      here.isPrivate = false;
    }
    if (justClosed.tries) {
      here.tryEnd = calls.next();
    } else if (justClosed.catchesAll) {
      for (int call = here.tryFrom; call < here.tryEnd; call++) {
        calls.mark(call, CallSite.GUARDED);
      }
    }
  }

  /** A method that returns a type parameter returns its bound. */
  private void substituteBounds() {
    int[] known = returns.toArray();
    int[] bound = bounds.toArray();
    for (int b = 0; b < bound.length; b += 2) {
      for (int r = 0; r < known.length; r += 3) {
        if (known[r + 1] == bound[b + 1]) {
          returns.add(known[r], bound[b], known[r + 2]);
        }
      }
    }
  }

  /** What a type parameter stands for may be anything. */
  private int[] withoutParameters(Ints types, int first, int step) {
    int[] numbers = types.toArray();
    for (int i = first; i < numbers.length; i += step) {
      if (typeParameters.contains(numbers[i])) {
        numbers[i] = FileSketch.ANY_TYPE;
      }
    }
    return numbers;
  }

  private int before(int back) {
    return back > seen || back >= MEMORY ? ByteTokens.END : kinds[(seen - back) % MEMORY];
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

  /** The type around, 0 for none, and the name of each type. */
  Ints declared() {
    return declared;
  }

  /** The types that anonymous classes inherit from. */
  Ints anonymous() {
    return anonymous;
  }

  WordSet methods() {
    return methods;
  }

  List<String> topLevelTypes() {
    return topLevelTypes;
  }

  WordSet words() {
    return words;
  }

  /** As {@link CallList} has them. */
  int[] calls() {
    return calls.distinct();
  }

  /** The type and the name of each variable. */
  int[] variables() {
    return withoutParameters(variables, 0, 2);
  }

  /** The type around, the type and the name of each field that others may see. */
  int[] fields() {
    return withoutParameters(fields, 1, 3);
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
}
