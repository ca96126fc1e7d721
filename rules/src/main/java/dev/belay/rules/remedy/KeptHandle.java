package dev.belay.rules.remedy;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.SimpleName;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import dev.belay.linter.facts.Bindings;
import dev.belay.linter.facts.Completion;
import dev.belay.linter.facts.Flow;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A field for the handle of what an object starts once and has for all of its life, until the
 * method that ends the object ends that as well. For tasks that have to stay where they run.
 *
 * @param type the class
 * @param ending the method that ends its objects
 * @param started the statement of the start
 * @param constant whether the field has its value from the constructor and never another
 */
record KeptHandle(
    ClassOrInterfaceDeclaration type,
    MethodDeclaration ending,
    ExpressionStmt started,
    boolean constant) {

  /**
   * The class and its end, for a start of its own code that is for no argument in particular, of
   * which there could be many at a time; empty where that cannot be told.
   *
   * @param runs what the start's task is made of
   */
  static Optional<KeptHandle> of(Expression start, Expression runs, RuleContext context) {
    Node code = Flow.bodyAround(start).orElse(null);
    if (!(start.getParentNode().orElse(null) instanceof ExpressionStmt started)
        || !(code instanceof CallableDeclaration<?> callable)
        || callable.isStatic()
        || !(callable.getParentNode().orElse(null) instanceof ClassOrInterfaceDeclaration type)
        || type.isInterface()
        || Flow.loopAround(started).isPresent()) {
      return Optional.empty();
    }
    boolean constructor = callable instanceof ConstructorDeclaration;
    if (!constructor && isForArgument(runs, callable)) {
      return Optional.empty();
    }
    boolean constant =
        constructor
            && type.getConstructors().size() == 1
            && started.getParentNode().filter(b -> isBody(b, callable)).isPresent();
    return OwnedScope.endingOf(type, context)
        .filter(ending -> ending != callable && isWholeEnd(ending, type))
        .filter(ending -> !new TaskCode(ending, context).contains(start))
        .filter(e -> !context.types().isA(context.types().thisType(e), "java.io.Serializable"))
        .map(ending -> new KeptHandle(type, ending, started, constant));
  }

  /**
   * Whether a method ends objects whenever they end, and for good: one that is told how may leave
   * something running, and one that hands on to another end may not be the only one to do so.
   */
  private static boolean isWholeEnd(MethodDeclaration ending, ClassOrInterfaceDeclaration type) {
    boolean told =
        ending.getParameters().stream().anyMatch(p -> p.getTypeAsString().equals("boolean"));
    return !told
        && ending.findAll(MethodCallExpr.class).stream()
            .filter(call -> call.getScope().filter(scope -> !scope.isThisExpr()).isEmpty())
            .filter(call -> !call.getName().equals(ending.getName()))
            .filter(call -> EndingCode.HELPER.matcher(call.getNameAsString()).find())
            .flatMap(call -> type.getMethodsByName(call.getNameAsString()).stream())
            .allMatch(MethodDeclaration::isPrivate);
  }

  private static boolean isBody(Node block, CallableDeclaration<?> constructor) {
    return ((ConstructorDeclaration) constructor).getBody() == block;
  }

  /** Whether a piece of a method's code has an argument of the method in it. */
  private static boolean isForArgument(Node piece, CallableDeclaration<?> method) {
    return piece.findAll(NameExpr.class).stream()
        .flatMap(name -> Bindings.findLocal(name).stream())
        .anyMatch(
            local ->
                local instanceof Parameter && local.getParentNode().orElse(null) == method
                    || local instanceof VariableDeclarator variable
                        && !piece.isDescendantOf(variable)
                        && variable
                            .getInitializer()
                            .filter(value -> isForArgument(value, method))
                            .isPresent());
  }

  /** A name that nothing in the class has yet; empty where it has too many. */
  Optional<String> freeName(String wanted) {
    return Stream.of(wanted, wanted + "Handle").filter(this::isFree).findFirst();
  }

  private boolean isFree(String name) {
    return type.findFirst(SimpleName.class, n -> n.getIdentifier().equals(name)).isEmpty();
  }

  /** A name in the words of the code: that of what runs, with what the field is. */
  static String nameFor(Optional<String> deed, String otherwise, String kind) {
    return deed.map(d -> d.substring(d.lastIndexOf('.') + 1))
        .filter(d -> !d.equals("new"))
        .map(KeptHandle::asVariable)
        .map(d -> d.toLowerCase(Locale.ROOT).endsWith(kind.toLowerCase(Locale.ROOT)) ? d : d + kind)
        .orElse(otherwise);
  }

  private static String asVariable(String name) {
    if (!name.equals(name.toUpperCase(Locale.ROOT))) {
      return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
    String[] words = name.toLowerCase(Locale.ROOT).split("_");
    return words[0]
        + Stream.of(words)
            .skip(1)
            .filter(word -> !word.isEmpty())
            .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
            .collect(Collectors.joining());
  }

  /** Puts the field before what it is to keep, on a line of its own where both are too long. */
  static void assign(String name, Expression value, FixDraft fix, SourceText source) {
    int start = source.rangeOf(value).start();
    int line = source.lineOf(start);
    int length = source.line(line).length();
    int width = Passage.widthIn(source);
    boolean fits = length + name.length() + 3 <= width || length > width;
    fix.insert(start, name + " =" + (fits ? " " : Passage.lineBreak(value, 1, source)));
  }

  /** Adds the field. */
  void declare(String fieldType, String name, FixDraft fix, SourceText source) {
    String indent = FieldPlace.indentIn(type, Optional.empty(), source);
    // Who ends an object need not be who started it.
    String kind = constant ? "private final " : "private volatile ";
    FieldPlace.insert(
        indent + kind + fieldType + " " + name + ";", type, Optional.empty(), fix, source);
  }

  /** Adds lines to the end of an object: before all else it does. */
  void endFirst(String name, FixDraft fix, String... lines) {
    List<Statement> body = ending.getBody().orElseThrow().getStatements();
    if (body.isEmpty()) {
      fix.atEndOf(ending.getBody().orElseThrow(), ifThere(name, fix, lines));
    } else {
      fix.before(body.get(0), ifThere(name, fix, lines));
    }
  }

  /** Whether lines can be added behind all else that ends an object. */
  boolean canEndLast() {
    Optional<Statement> last = ending.getBody().orElseThrow().getStatements().getLast();
    return last.filter(s -> !s.isReturnStmt() && !Completion.isPossible(s)).isEmpty();
  }

  /** Adds lines to the end of an object: behind all else it does. */
  void endLast(String name, FixDraft fix, String... lines) {
    Optional<Statement> last = ending.getBody().orElseThrow().getStatements().getLast();
    if (last.filter(Statement::isReturnStmt).isPresent()) {
      fix.before(last.get(), ifThere(name, fix, lines));
    } else {
      fix.atEndOf(ending.getBody().orElseThrow(), ifThere(name, fix, lines));
    }
  }

  private String[] ifThere(String name, FixDraft fix, String... lines) {
    if (constant) {
      return lines;
    }
    List<String> guarded = new ArrayList<>(List.of("if (" + name + " != null) {"));
    Stream.of(lines).forEach(line -> guarded.add(fix.step() + line));
    guarded.add("}");
    return guarded.toArray(String[]::new);
  }
}
