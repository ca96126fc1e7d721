package dev.belay.linter.index;

import com.github.javaparser.ast.body.CallableDeclaration;
import dev.belay.linter.index.FileNames.Import;
import dev.belay.linter.index.TypeFacts.Kind;
import dev.belay.linter.source.FileTokens;
import dev.belay.linter.source.Parsing;
import dev.belay.linter.source.SourceText;
import dev.belay.linter.source.WordSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the facts of the types that a file declares, from its tokens: the same as {@link
 * SourceFacts} reads from its tree, in a sixth of the time. Where it meets what is rare or wrong it
 * gives up, and the tree has the word.
 */
final class TokenFacts {

  /** What only a tree can tell. */
  private static final class Unsure extends RuntimeException {

    private static final long serialVersionUID = 1;

    Unsure() {
      super(null, null, false, false);
    }
  }

  /** What may stand before any declaration. */
  private record Head(int modifiers, List<String> annotations) {

    Head with(Head behind) {
      List<String> all = new ArrayList<>(annotations);
      all.addAll(behind.annotations);
      return new Head(modifiers | behind.modifiers, all);
    }
  }

  /** A parameter or component: the token of its name, and its type as facts have it. */
  private record Parameter(int name, String written, boolean isVariable) {}

  private static final WordSet MODIFIERS = WordSet.of(String.join(" ", Modifiers.WORDS));

  private final FileTokens tokens;
  private final String path;
  private final List<Import> imports = new ArrayList<>();
  private final List<TypeFacts> found = new ArrayList<>();
  private String packageName = "";
  private FileNames names;
  private int at;

  private TokenFacts(FileTokens tokens, String path) {
    this.tokens = tokens;
    this.path = path;
  }

  /**
   * The facts of every type of a file.
   *
   * @param bytes of the whole file
   * @return as {@link SourceFacts#of} gives them; empty where the file has to be parsed
   */
  static Optional<List<TypeFacts>> of(byte[] bytes, String path) {
    FileTokens tokens = new FileTokens(bytes);
    if (tokens.isBroken()) {
      return Optional.empty();
    }
    TokenFacts reader = new TokenFacts(tokens, path);
    try {
      reader.readFile();
      return Optional.of(List.copyOf(reader.found));
    } catch (Unsure e) {
      return Optional.empty();
    }
  }

  private void readFile() {
    while (kind() != FileTokens.END) {
      if (skip(';')) {
        continue;
      }
      Head head = readHead();
      if (startsType()) {
        if (names == null) {
          names = FileNames.of(packageName, imports);
        }
        readType(head, packageName.isEmpty() ? "" : packageName + ".");
      } else if (names == null && skip("import")) {
        readImport();
      } else if (names == null && imports.isEmpty() && skip("package")) {
        packageName = readName();
        expect(';');
      } else {
        throw new Unsure();
      }
    }
  }

  private void readImport() {
    boolean isStatic = skip("static");
    if (!isStatic && isWord("module") && tokens.kind(at + 1) == FileTokens.WORD) {
      at++;
    }
    String name = readName();
    boolean isOnDemand = kind() == '.' && tokens.kind(at + 1) == '*';
    at += isOnDemand ? 2 : 0;
    imports.add(new Import(name, isStatic, isOnDemand));
    expect(';');
  }

  /** A name with its dots, as far as words follow them. */
  private String readName() {
    String name = word();
    while (kind() == '.' && tokens.kind(at + 1) == FileTokens.WORD) {
      at++;
      name += "." + word();
    }
    return name;
  }

  private Head readHead() {
    int modifiers = 0;
    List<String> annotations = List.of();
    while (true) {
      if (startsAnnotation()) {
        annotations = annotations.isEmpty() ? new ArrayList<>(2) : annotations;
        annotations.add(readAnnotation());
      } else if (isWord("non") && tokens.kind(at + 1) == '-') {
        at += 3; // non-sealed
      } else if (isModifier()) {
        modifiers |= Modifiers.of(word());
      } else {
        return new Head(modifiers, annotations);
      }
    }
  }

  private boolean isModifier() {
    return kind() == FileTokens.WORD && MODIFIERS.contains(tokens.hash(at));
  }

  private boolean startsAnnotation() {
    return kind() == '@' && !tokens.is(at + 1, "interface");
  }

  /** An annotation, by its simple name. */
  private String readAnnotation() {
    at++;
    String name = word();
    while (skip('.')) {
      name = word();
    }
    if (kind() == '(') {
      skipBrackets();
    }
    return name;
  }

  private void skipAnnotations() {
    while (startsAnnotation()) {
      readAnnotation();
    }
  }

  private boolean startsType() {
    return kind() == '@'
        || isWord("class")
        || isWord("interface")
        || isWord("enum")
        || isWord("record")
            && tokens.kind(at + 1) == FileTokens.WORD
            && (tokens.kind(at + 2) == '(' || tokens.kind(at + 2) == '<');
  }

  private void readType(Head head, String prefix) {
    Kind kind = readKind();
    int line = tokens.lineOf(at);
    String simpleName = word();
    String name = prefix + simpleName;
    DeclaredType type =
        new DeclaredType(
            name, kind, head.modifiers, readTypeParameters(), List.copyOf(head.annotations), line);
    int place = found.size();
    found.add(null);
    if (kind == Kind.RECORD) {
      readComponents(type);
    }
    while (kind() != '{') {
      readSupertypes(type);
    }
    at++;
    if (kind == Kind.ENUM) {
      readConstants(type);
    }
    while (!skip('}')) {
      readMember(type, simpleName);
    }
    found.set(place, type.facts(names, path));
  }

  private Kind readKind() {
    if (skip("class")) {
      return Kind.CLASS;
    } else if (skip("interface")) {
      return Kind.INTERFACE;
    } else if (skip("enum")) {
      return Kind.ENUM;
    } else if (skip("record")) {
      return Kind.RECORD;
    }
    expect('@');
    at++;
    return Kind.ANNOTATION;
  }

  private List<TypeParameterFacts> readTypeParameters() {
    if (!skip('<')) {
      return List.of();
    }
    List<TypeParameterFacts> parameters = new ArrayList<>(2);
    do {
      skipAnnotations();
      String name = word();
      String bound = skip("extends") ? readWritten() : "";
      while (skip('&')) {
        readWritten();
      }
      parameters.add(new TypeParameterFacts(name, bound));
    } while (skip(','));
    expect('>');
    return List.copyOf(parameters);
  }

  private void readSupertypes(DeclaredType type) {
    boolean permits = skip("permits");
    if (!permits && !skip("extends") && !skip("implements")) {
      throw new Unsure();
    }
    do {
      String written = readWritten();
      if (!permits) {
        type.addSupertype(written);
      }
    } while (skip(','));
  }

  private void readComponents(DeclaredType type) {
    for (Parameter component : readParameters()) {
      int name = component.name();
      type.addComponent(text(name), component.written(), tokens.lineOf(name));
    }
  }

  private void readConstants(DeclaredType type) {
    while (!skip(';') && kind() != '}') {
      skipAnnotations();
      type.addConstant(text(at), tokens.lineOf(at));
      word();
      if (kind() == '(') {
        skipBrackets();
      }
      if (kind() == '{') {
        skipBrackets();
      }
      if (!skip(',') && kind() != ';' && kind() != '}') {
        throw new Unsure();
      }
    }
  }

  private void readMember(DeclaredType type, String simpleName) {
    if (skip(';')) {
      return;
    }
    int first = at;
    Head head = readHead();
    if (kind() == '{') {
      skipBrackets();
      return;
    }
    if (startsType()) {
      type.addMemberType(text(tokens.kind(at) == '@' ? at + 2 : at + 1));
      readType(head, type.name() + ".");
      return;
    }
    List<TypeParameterFacts> parameters = readTypeParameters();
    if (!parameters.isEmpty()) {
      head = head.with(readHead());
    }
    boolean isNamedAlike = isWord(simpleName);
    if (isNamedAlike && tokens.kind(at + 1) == '(') {
      readMethod(type, first, head, parameters, Optional.empty());
    } else if (isNamedAlike && tokens.kind(at + 1) == '{' && type.kind() == Kind.RECORD) {
      at++;
      skipBrackets();
    } else {
      String written = readWritten();
      if (tokens.kind(at + 1) != '(') {
        readFields(type, head, written);
      } else if (type.kind() == Kind.ANNOTATION) {
        readElement(type, written);
      } else {
        readMethod(type, first, head, parameters, Optional.of(written));
      }
    }
  }

  private void readFields(DeclaredType type, Head head, String written) {
    do {
      int name = at;
      word();
      String whole = written + readDimensions();
      type.addField(text(name), head.modifiers, whole, head.annotations, tokens.lineOf(name));
      if (kind() == FileTokens.ASSIGN) {
        skipInitializer();
      }
    } while (skip(','));
    expect(';');
  }

  /**
   * Skips to the comma or semicolon behind. A comma may also stand between type arguments, which
   * are told from comparisons by what they hold.
   */
  private void skipInitializer() {
    int angles = 0;
    boolean compares = false;
    boolean commaInAngles = false;
    while (kind() != ';') {
      switch (kind()) {
        case '(', '[', '{' -> at = tokens.closing(at);
        case '<' -> angles++;
        case '>' -> {
          compares |= angles == 0;
          angles = Math.max(0, angles - 1);
        }
        case ',' -> {
          if (compares) {
            throw new Unsure();
          }
          if (angles == 0) {
            return;
          }
          commaInAngles = true;
        }
        case FileTokens.WORD, '.', '?', '@' -> {}
        case FileTokens.END -> throw new Unsure();
        default -> compares |= angles > 0;
      }
      at++;
    }
    if (commaInAngles && (compares || angles > 0)) {
      throw new Unsure();
    }
  }

  private void readElement(DeclaredType type, String written) {
    String name = word();
    expect('(');
    expect(')');
    if (skip("default")) {
      skipInitializer();
    }
    expect(';');
    type.addElement(name, written);
  }

  /**
   * Reads a method or constructor, from its name on.
   *
   * @param first token of all of it
   * @param returns empty for a constructor
   */
  private void readMethod(
      DeclaredType type,
      int first,
      Head head,
      List<TypeParameterFacts> typeParameters,
      Optional<String> returns) {
    int name = at;
    word();
    List<Parameter> parameters = readParameters();
    String dimensions = readDimensions();
    List<String> throwing = new ArrayList<>(2);
    if (skip("throws")) {
      do {
        throwing.add(readWritten());
      } while (skip(','));
    }
    boolean hasBody = kind() == '{';
    Set<BodyTrait> traits = hasBody ? readBody(first, parameters) : Set.of();
    if (!hasBody) {
      expect(';');
    }
    boolean variable = parameters.stream().anyMatch(Parameter::isVariable);
    type.add(
        new MethodFacts(
            returns.isEmpty() ? "<init>" : text(name),
            head.modifiers | (variable ? Modifiers.VARARGS : 0),
            typeParameters,
            returns.map(written -> written + dimensions).orElse("void"),
            parameters.stream().map(Parameter::written).toList(),
            List.copyOf(throwing),
            List.copyOf(head.annotations),
            traits,
            tokens.lineOf(name)),
        hasBody);
  }

  private List<Parameter> readParameters() {
    List<Parameter> parameters = new ArrayList<>(4);
    expect('(');
    while (!skip(')')) {
      readHead();
      String written = readWritten();
      boolean variable = kind() == '.';
      if (variable) {
        expect('.');
        expect('.');
        expect('.');
      }
      int name = at;
      if (word().equals("this") || kind() == '.') {
        throw new Unsure(); // a receiver (JLS 8.4)
      }
      String dimensions = readDimensions() + (variable ? "[]" : "");
      parameters.add(new Parameter(name, written + dimensions, variable));
      if (!skip(',') && kind() != ')') {
        throw new Unsure();
      }
    }
    return parameters;
  }

  private Set<BodyTrait> readBody(int first, List<Parameter> parameters) {
    int open = at;
    skipBrackets();
    int close = at - 1;
    int[] names = parameters.stream().mapToInt(Parameter::name).toArray();
    return new TokenTraits(tokens, open, close, names).find().orElseGet(() -> parse(first, close));
  }

  /** The traits of a method that is parsed by itself. */
  private Set<BodyTrait> parse(int first, int last) {
    SourceText source = SourceText.of(path, "class X {" + tokens.text(first, last) + "}");
    return Parsing.parse(source)
        .getResult()
        .flatMap(unit -> unit.findFirst(CallableDeclaration.class))
        .map(callable -> BodyTraits.of(callable, source))
        .orElseThrow(Unsure::new);
  }

  /** A type as {@link SourceFacts#written} gives it. */
  private String readWritten() {
    int after = tokens.kind(at + 1);
    if (kind() == FileTokens.WORD && after != '<' && after != '.' && after != '[' && after != '@') {
      return word();
    }
    StringBuilder written = new StringBuilder();
    appendType(written);
    return written.toString();
  }

  private void appendType(StringBuilder into) {
    skipAnnotations();
    into.append(word());
    appendArguments(into);
    while (kind() == '.' && tokens.kind(at + 1) != '.') {
      at++;
      skipAnnotations();
      into.append('.').append(word());
      appendArguments(into);
    }
    skipAnnotations();
    into.append(readDimensions());
  }

  private void appendArguments(StringBuilder into) {
    if (skip('<')) {
      String separator = "<";
      do {
        into.append(separator);
        separator = ",";
        skipAnnotations();
        if (skip('?')) {
          into.append('?');
          appendBound(into);
        } else {
          appendType(into);
        }
      } while (skip(','));
      expect('>');
      into.append('>');
    }
  }

  private void appendBound(StringBuilder into) {
    for (String word : List.of("extends", "super")) {
      if (skip(word)) {
        appendType(into.append(' ').append(word).append(' '));
      }
    }
  }

  /** Empty brackets, one pair for each dimension. */
  private String readDimensions() {
    String dimensions = "";
    while (skip('[')) {
      expect(']');
      dimensions += "[]";
      skipAnnotations();
    }
    return dimensions;
  }

  private int kind() {
    return tokens.kind(at);
  }

  private boolean isWord(String word) {
    return tokens.is(at, word);
  }

  private boolean skip(int kind) {
    boolean is = kind() == kind;
    at += is ? 1 : 0;
    return is;
  }

  private boolean skip(String word) {
    boolean is = isWord(word);
    at += is ? 1 : 0;
    return is;
  }

  private void expect(int kind) {
    if (!skip(kind)) {
      throw new Unsure();
    }
  }

  private void skipBrackets() {
    at = tokens.closing(at);
    if (kind() == FileTokens.END) {
      throw new Unsure();
    }
    at++;
  }

  /** The word at hand, which is passed. */
  private String word() {
    if (kind() != FileTokens.WORD) {
      throw new Unsure();
    }
    return text(at++);
  }

  private String text(int token) {
    if (!tokens.isAscii(token)) {
      throw new Unsure();
    }
    return tokens.text(token);
  }
}
