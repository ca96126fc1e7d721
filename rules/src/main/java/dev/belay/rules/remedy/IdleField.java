package dev.belay.rules.remedy;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithSimpleName;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import dev.belay.linter.facts.Bindings;
import dev.belay.linter.facts.Flow;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.source.SourceRange;
import dev.belay.linter.source.SourceText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A private field whose value its file has no use for, or will have none.
 *
 * @param field which declares it and nothing else
 * @param statements those that go with it: what gives it its value, what shuts that down, and
 *     conditions that guard nothing else
 */
record IdleField(FieldDeclaration field, List<Statement> statements) {

  /** The field that keeps a value and is named for nothing else. */
  static Optional<IdleField> of(Expression value, RuleContext context) {
    Node parent = value.getParentNode().orElse(null);
    String name =
        parent instanceof VariableDeclarator variable
            ? variable.getNameAsString()
            : parent instanceof AssignExpr assignment ? nameOf(assignment.getTarget()) : "";
    return find(name, value, context)
        .filter(f -> f.values().stream().anyMatch(v -> v == value))
        .filter(f -> f.isMadeHere(context) && f.isOnlyNamedBy(0, context));
  }

  /** The private field that keeps an executor which this file makes. */
  static Optional<IdleField> keeping(Expression executor, RuleContext context) {
    return find(nameOf(executor), executor, context).filter(f -> f.isMadeHere(context));
  }

  /** The calls that have it for their executor, in order of the text. */
  List<MethodCallExpr> calls(RuleContext context) {
    List<MethodCallExpr> calls = new ArrayList<>();
    for (Expression variable : context.facts().nodes().variables(name())) {
      if (isNamedBy(variable)
          && variable.getParentNode().orElse(null) instanceof MethodCallExpr call
          && context
              .facts()
              .executors()
              .findExecutor(call)
              .filter(e -> e == variable)
              .isPresent()) {
        calls.add(call);
      }
    }
    return calls;
  }

  /** Whether an expression means the field. */
  boolean isNamedBy(Expression executor) {
    return isNamed(name(), executor)
        && declarationOf(name(), executor).filter(f -> f == field).isPresent();
  }

  /** The field whose executor a start alone uses, which is to go elsewhere. */
  static Optional<IdleField> leftBy(TaskStart start, RuleContext context) {
    return start
        .executor()
        .flatMap(executor -> find(nameOf(executor), executor, context))
        .filter(f -> f.isMadeHere(context) && f.isOnlyFor(start, context))
        .filter(f -> f.statements().stream().noneMatch(s -> s.isDescendantOf(start.whole())));
  }

  /** Whether nothing but a start and the questions in its own code name it. */
  private boolean isOnlyFor(TaskStart start, RuleContext context) {
    if (isOnlyNamedBy(1, context)) {
      return true;
    }
    EndQuestions questions = EndQuestions.of(start, context);
    return !questions.calls().isEmpty()
        && questions.areInPlace()
        && isOnlyNamedBy(1 + questions.calls().size(), context);
  }

  /**
   * Whether an executor of this file would be left without a task, but not without code that asks
   * for it: what no fix could tidy up.
   */
  static boolean staysBehind(TaskStart start, RuleContext context) {
    Optional<IdleField> kept = start.executor().flatMap(e -> find(nameOf(e), e, context));
    if (kept.filter(f -> f.isMadeHere(context)).isEmpty() || leftBy(start, context).isPresent()) {
      return false;
    }
    return context.facts().nodes().variables(kept.get().name()).stream()
        .filter(kept.get()::isNamedBy)
        .filter(e -> !e.isDescendantOf(start.whole()))
        .noneMatch(e -> mayStart(e, context));
  }

  /** Whether something is started on an executor, or by whoever gets it there. */
  private static boolean mayStart(Expression executor, RuleContext context) {
    Node parent = executor.getParentNode().orElse(null);
    boolean asked =
        parent instanceof MethodCallExpr call
            && (call.getScope().filter(scope -> scope == executor).isPresent()
                ? EndingCode.isAboutEnd(call) || EndingCode.isAboutWork(call)
                : EndingCode.HELPER.matcher(call.getNameAsString()).find());
    boolean passive =
        parent instanceof BinaryExpr
            || parent instanceof CastExpr
            || parent instanceof SynchronizedStmt
            || parent instanceof AssignExpr assignment && assignment.getTarget() == executor;
    return !asked && !passive;
  }

  private static Optional<IdleField> find(String name, Node at, RuleContext context) {
    return declarationOf(name, at)
        .filter(f -> f.isPrivate() && f.getVariables().size() == 1)
        .map(f -> new IdleField(f, statementsFor(name, f.getParentNode().orElseThrow(), context)));
  }

  /** The field that a name means, of the innermost type around that has one. */
  private static Optional<FieldDeclaration> declarationOf(String name, Node at) {
    for (Node n = at; n != null; n = n.getParentNode().orElse(null)) {
      if (n instanceof TypeDeclaration<?> type && type.getFieldByName(name).isPresent()) {
        return type.getFieldByName(name);
      }
    }
    return Optional.empty();
  }

  /** Whether the file shuts the executor of a start down. */
  static boolean isEnded(TaskStart start, RuleContext context) {
    return start
        .executor()
        .flatMap(e -> find(nameOf(e), e, context))
        .filter(f -> f.statements().stream().anyMatch(IdleField::ends))
        .isPresent();
  }

  private static boolean ends(Statement statement) {
    return statement
        .findFirst(MethodCallExpr.class, c -> EndingCode.ENDS.contains(c.getNameAsString()))
        .isPresent();
  }

  /**
   * The outermost statements of a type that are about a field alone, in order of the text. Such a
   * statement names the field: it is looked for around the names.
   */
  private static List<Statement> statementsFor(String name, Node type, RuleContext context) {
    Set<Statement> found = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Statement> inOrder = new ArrayList<>();
    EndingCode end = new EndingCode(e -> isNamed(name, e), context);
    for (Expression variable : context.facts().nodes().variables(name)) {
      if (isNamed(name, variable)) {
        statementsAround(variable, type).stream()
            .filter(s -> found.contains(s) || isFor(name, s, end))
            .findFirst()
            .filter(found::add)
            .ifPresent(inOrder::add);
      }
    }
    return inOrder;
  }

  /** Those in blocks of a type, outermost first; none where the node stands elsewhere. */
  private static List<Statement> statementsAround(Node node, Node type) {
    Deque<Statement> around = new ArrayDeque<>();
    Node at = node;
    while (at != type) {
      Node parent = at.getParentNode().orElse(null);
      if (parent == null) {
        return List.of();
      }
      if (parent instanceof BlockStmt && at instanceof Statement statement) {
        around.push(statement);
      }
      at = parent;
    }
    return List.copyOf(around);
  }

  private static boolean isFor(String name, Statement statement, EndingCode end) {
    if (statement instanceof IfStmt guard
        && guard.getElseStmt().isEmpty()
        && end.isThere(guard.getCondition())
        && guard.getThenStmt() instanceof BlockStmt block
        && !block.isEmpty()
        && block.getStatements().stream().allMatch(s -> isFor(name, s, end))) {
      return true;
    }
    return statement instanceof ExpressionStmt line
            && line.getExpression() instanceof AssignExpr assignment
            && isNamed(name, assignment.getTarget())
        || end.isAll(statement)
        || end.tells(statement);
  }

  /** The name of the field of its own object that an expression means; else empty. */
  static String nameOf(Expression variable) {
    String written = variable instanceof NodeWithSimpleName<?> named ? named.getNameAsString() : "";
    return isNamed(written, variable) ? written : "";
  }

  // Asked for every expression of a file: that the name is another's shows sooner than whose it is.
  private static boolean isNamed(String name, Expression variable) {
    return variable instanceof FieldAccessExpr access
        ? access.getNameAsString().equals(name) && access.getScope().isThisExpr()
        : variable instanceof NameExpr simple
            && simple.getNameAsString().equals(name)
            && Bindings.findLocal(simple).isEmpty();
  }

  private String name() {
    return field.getVariable(0).getNameAsString();
  }

  /** What it is given, {@code null} aside, at its declaration and later. */
  List<Expression> values() {
    List<Expression> values = new ArrayList<>();
    field.getVariable(0).getInitializer().ifPresent(values::add);
    for (Statement statement : statements) {
      statement.findAll(AssignExpr.class, a -> isNamed(name(), a.getTarget())).stream()
          .map(AssignExpr::getValue)
          .forEach(values::add);
    }
    values.removeIf(Expression::isNullLiteralExpr);
    return values;
  }

  private boolean isMadeHere(RuleContext context) {
    List<Expression> values = values();
    return !values.isEmpty()
        && values.stream()
            .allMatch(v -> context.facts().executors().isCreation(v) || isOfFactory(v, context));
  }

  /**
   * Whether a static method of a class elsewhere makes the value, as far as its name tells: enough
   * to take the call out before a reader's eyes, and to leave it where something is to stay.
   */
  private static boolean isOfFactory(Expression value, RuleContext context) {
    return value instanceof MethodCallExpr call
        && call.getNameAsString().matches("(new|create)[A-Z]\\w*")
        && call.getScope()
            .filter(NameExpr.class::isInstance)
            .filter(scope -> Bindings.findLocal((NameExpr) scope).isEmpty())
            .filter(scope -> context.types().fieldOf(scope).isEmpty())
            .isPresent();
  }

  /**
   * Whether its class names it just so often besides its own, comments included: they would speak
   * of nothing. Nor may the code around the class ask an object of it for the field.
   */
  boolean isOnlyNamedBy(int uses, RuleContext context) {
    SourceText source = context.source();
    long own =
        statements.stream()
            .mapToLong(
                s -> mentionsIn(Passage.of(s, source)) + mentionsIn(noteAbove(s, source), source))
            .sum();
    int start = context.fix().startOfCommented(field);
    long declared = mentionsIn(source.text(new SourceRange(start, source.rangeOf(field).end())));
    long wanted = declared + own + uses;
    Node type = field.getParentNode().orElseThrow();
    // The tree first: to look through the text for each start of a large class takes seconds.
    boolean fewer =
        context.facts().nodes().named(name()).stream()
                .filter(n -> n.isDescendantOf(type))
                .limit(wanted + 1)
                .count()
            <= wanted;
    return fewer
        && mentionsIn(Passage.of(type, context.source())) == wanted
        && context.facts().nodes().variables(name()).stream()
            .filter(v -> v.isFieldAccessExpr() && !v.isDescendantOf(type))
            .allMatch(v -> v.asFieldAccessExpr().getScope().isThisExpr());
  }

  private long mentionsIn(Optional<SourceRange> range, SourceText source) {
    return range.map(r -> mentionsIn(source.text(r))).orElse(0L);
  }

  /** The one comment line right above a statement, if it speaks of the field. */
  private Optional<SourceRange> noteAbove(Statement statement, SourceText source) {
    int line = source.lineOf(source.rangeOf(statement).start()) - 1;
    boolean single = line > 1 && isNote(line, source) && !isNote(line - 1, source);
    return Optional.of(line)
        .filter(l -> single && mentionsIn(source.line(l)) > 0)
        .map(l -> new SourceRange(source.startOfLine(l), source.endOfLine(l)));
  }

  private static boolean isNote(int line, SourceText source) {
    return source.line(line).strip().startsWith("//");
  }

  private long mentionsIn(String text) {
    String name = name();
    long mentions = 0;
    for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length())) {
      int end = at + name.length();
      boolean whole =
          (at == 0 || !Character.isJavaIdentifierPart(text.charAt(at - 1)))
              && (end == text.length() || !Character.isJavaIdentifierPart(text.charAt(end)));
      mentions += whole ? 1 : 0;
    }
    return mentions;
  }

  /** The statement that goes and that another is, or stands in. */
  Optional<Statement> goingWith(Statement statement) {
    return statements.stream()
        .filter(s -> s == statement || statement.isDescendantOf(s))
        .findFirst();
  }

  /** Takes it out with its statements, and an initialiser that does nothing else. */
  FixDraft remove(FixDraft fix, SourceText source) {
    fix.removeMember(field);
    for (Statement statement : statements) {
      noteAbove(statement, source).ifPresent(fix::remove);
      Optional<InitializerDeclaration> block =
          Around.find(InitializerDeclaration.class, statement)
              .filter(b -> Flow.behind(statement, b.getBody().getStatements()).isEmpty())
              .filter(b -> b.getBody().getStatement(0) == statement);
      Optional<SourceRange> other = otherwiseEmpty(statement, source);
      if (block.isPresent()) {
        fix.removeMember(block.get());
      } else if (other.isPresent()) {
        fix.replace(other.get(), "");
      } else {
        fix.remove(statement);
      }
    }
    return fix;
  }

  /** The {@code else} that a statement is all of. */
  private static Optional<SourceRange> otherwiseEmpty(Statement statement, SourceText source) {
    if (!(statement.getParentNode().orElse(null) instanceof BlockStmt block)
        || !(block.getParentNode().orElse(null) instanceof IfStmt choice)
        || choice.getElseStmt().filter(other -> other == block).isEmpty()) {
      return Optional.empty();
    }
    SourceRange inside = source.rangeOf(block);
    SourceRange own = source.rangeOf(statement);
    boolean alone =
        source.text(new SourceRange(inside.start() + 1, own.start())).isBlank()
            && source.text(new SourceRange(own.end(), inside.end() - 1)).isBlank();
    return alone
        ? Optional.of(new SourceRange(source.rangeOf(choice.getThenStmt()).end(), inside.end()))
        : Optional.empty();
  }
}
