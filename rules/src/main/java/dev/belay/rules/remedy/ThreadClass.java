package dev.belay.rules.remedy;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.SuperExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.stmt.ExplicitConstructorInvocationStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import dev.belay.linter.facts.Flow;
import dev.belay.linter.rule.Edit;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.source.SourceRange;
import dev.belay.linter.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A class that extends {@code Thread} only to say what the thread runs, so that it could as well be
 * a {@code Runnable}.
 *
 * @param members its own
 * @param setup statements of its initialisers and constructors that are about the thread alone
 * @param name for the thread, where the class gives one
 * @param ofThread calls of the thread's methods that the thread itself makes, and what their text
 *     becomes
 */
record ThreadClass(
    List<BodyDeclaration<?>> members,
    List<Statement> setup,
    Optional<Expression> name,
    List<Edit> ofThread) {

  private static final String THREAD = "java.lang.Thread";

  private static final String NO_RUNNABLE = "the thread is of a class of its own";

  /** Methods of a thread that a class may have of its own, to meddle with what a thread is. */
  private static final Set<String> OVERRIDDEN =
      Set.of("start", "interrupt", "isInterrupted", "getStackTrace", "setContextClassLoader");

  private static final Set<String> SETUP = Set.of("setName", "setDaemon");

  /** What a thread asks of itself, and may ask of whatever thread runs it. */
  private static final Set<String> OF_CURRENT =
      Set.of("isInterrupted", "getName", "getId", "threadId");

  private static final Set<String> STATIC =
      Set.of("sleep", "yield", "interrupted", "currentThread", "onSpinWait");

  /** The class of {@code new Thread(…) { … }}. */
  static Answer<ThreadClass> ofAnonymous(ObjectCreationExpr creation, RuleContext context) {
    List<BodyDeclaration<?>> members = creation.getAnonymousClassBody().orElseThrow();
    return of(members, context)
        .filter(c -> c.setup().stream().allMatch(ThreadClass::isAmongItsLike))
        .map(Answer::of)
        .orElse(Answer.none(NO_RUNNABLE));
  }

  /** The private class of a thread that is made in one place. */
  static Answer<ThreadClass> ofPrivate(ObjectCreationExpr creation, RuleContext context) {
    return declarationOf(creation, context)
        .filter(type -> isSeenWhole(type) && isForAlone(type, creation))
        .filter(
            type -> type.getMembers().stream().noneMatch(InitializerDeclaration.class::isInstance))
        .flatMap(type -> of(type.getMembers(), context))
        .filter(c -> c.name().map(Expression::isStringLiteralExpr).orElse(true))
        .map(Answer::of)
        .orElse(Answer.none(NO_RUNNABLE));
  }

  private static Optional<ClassOrInterfaceDeclaration> declarationOf(
      ObjectCreationExpr creation, RuleContext context) {
    return creation.getAnonymousClassBody().isPresent()
        ? Optional.empty()
        : context
            .types()
            .classDeclarationOf(creation)
            .filter(ClassOrInterfaceDeclaration.class::isInstance)
            .map(ClassOrInterfaceDeclaration.class::cast)
            .filter(type -> type.getExtendedTypes().size() == 1)
            .filter(type -> context.types().classNameOf(type.getExtendedTypes(0)).equals(THREAD));
  }

  private static boolean isSeenWhole(ClassOrInterfaceDeclaration type) {
    return type.isPrivate() || type.isLocalClassDeclaration();
  }

  /** Whether code outside a class names it for one object alone, and the variable it is put in. */
  private static boolean isForAlone(ClassOrInterfaceDeclaration type, ObjectCreationExpr made) {
    Node variable =
        made.getParentNode().orElse(null) instanceof VariableDeclarator v ? v.getType() : null;
    return type.findRootNode().findAll(ClassOrInterfaceType.class).stream()
        .filter(t -> t.getNameAsString().equals(type.getNameAsString()))
        .filter(t -> t != made.getType() && t != variable)
        .allMatch(inner -> inner.isDescendantOf(type));
  }

  private static Optional<ThreadClass> of(List<BodyDeclaration<?>> members, RuleContext context) {
    boolean runs = false;
    for (BodyDeclaration<?> member : members) {
      if (member instanceof MethodDeclaration method) {
        boolean run = method.getNameAsString().equals("run") && method.getParameters().isEmpty();
        runs |= run;
        if (OVERRIDDEN.contains(method.getNameAsString())) {
          return Optional.empty();
        }
      }
    }
    List<Statement> setup = setupIn(members);
    List<Edit> ofThread = new ArrayList<>();
    boolean plain = runs;
    for (BodyDeclaration<?> member : members) {
      plain &= member.findFirst(SuperExpr.class).isEmpty();
      for (ThisExpr self : member.findAll(ThisExpr.class, t -> t.getTypeName().isEmpty())) {
        plain &=
            isInside(self, setup) || self.getParentNode().orElse(null) instanceof FieldAccessExpr;
      }
      for (MethodCallExpr call : member.findAll(MethodCallExpr.class)) {
        if (!isInside(call, setup) && isOfThread(call, context)) {
          Optional<String> said = asSaidOutside(call, context);
          said.ifPresent(text -> ofThread.add(before(call, text, context.source())));
          plain &= said.isPresent();
        }
      }
    }
    // Whether it is a daemon may be for its maker to say.
    List<Expression> told = setup.stream().map(ThreadClass::argumentOf).toList();
    plain &= told.stream().allMatch(e -> e.isBooleanLiteralExpr() || isText(e, context));
    return plain
        ? Optional.of(
            new ThreadClass(
                members,
                setup,
                told.stream().filter(e -> !e.isBooleanLiteralExpr()).findFirst(),
                ofThread))
        : Optional.empty();
  }

  private static List<Statement> setupIn(List<BodyDeclaration<?>> members) {
    List<Statement> found = new ArrayList<>();
    for (BodyDeclaration<?> member : members) {
      List<Statement> statements =
          member instanceof InitializerDeclaration block
              ? block.getBody().getStatements()
              : member instanceof ConstructorDeclaration constructor
                  ? constructor.getBody().getStatements()
                  : List.of();
      statements.stream().filter(ThreadClass::isSetup).forEach(found::add);
    }
    return found;
  }

  private static boolean isSetup(Statement statement) {
    if (statement instanceof ExplicitConstructorInvocationStmt first) {
      return !first.isThis() && first.getArguments().size() == 1;
    }
    return statement instanceof ExpressionStmt line
        && line.getExpression() instanceof MethodCallExpr call
        && SETUP.contains(call.getNameAsString())
        && call.getArguments().size() == 1
        && call.getScope().filter(scope -> !scope.isThisExpr()).isEmpty();
  }

  private static Expression argumentOf(Statement setup) {
    return setup instanceof ExplicitConstructorInvocationStmt first
        ? first.getArgument(0)
        : ((MethodCallExpr) ((ExpressionStmt) setup).getExpression()).getArgument(0);
  }

  private static boolean isText(Expression argument, RuleContext context) {
    return context.types().classNameOf(argument).equals("java.lang.String");
  }

  private static boolean isInside(Node node, List<Statement> statements) {
    return statements.stream().anyMatch(statement -> node.isDescendantOf(statement));
  }

  private static boolean isOfThread(MethodCallExpr call, RuleContext context) {
    boolean own = call.getScope().filter(scope -> !scope.isThisExpr()).isEmpty();
    return own && context.types().calleeOf(call).map(callee -> callee.isOf(THREAD)).orElse(false);
  }

  /** What a call of the thread's is called on once the class is no thread. */
  private static Optional<String> asSaidOutside(MethodCallExpr call, RuleContext context) {
    String thread = context.fix().name(THREAD);
    if (call.getScope().isPresent()) {
      return Optional.empty();
    }
    if (STATIC.contains(call.getNameAsString())) {
      return Optional.of(thread + ".");
    }
    // In the code of run the thread that runs it is the thread itself.
    boolean inRun =
        Flow.bodyAround(call)
            .filter(
                body -> body instanceof MethodDeclaration m && m.getNameAsString().equals("run"))
            .isPresent();
    return inRun && OF_CURRENT.contains(call.getNameAsString())
        ? Optional.of(thread + ".currentThread().")
        : Optional.empty();
  }

  private static Edit before(Node node, String text, SourceText source) {
    int start = source.rangeOf(node).start();
    return new Edit(new SourceRange(start, start), text);
  }

  /** Whether a statement's initialiser does no more than prepare the thread. */
  private static boolean isAmongItsLike(Statement statement) {
    return Around.find(InitializerDeclaration.class, statement)
        .filter(b -> b.getBody().getStatements().stream().allMatch(ThreadClass::isSetup))
        .isPresent();
  }

  /** The body of an anonymous thread as an anonymous {@code Runnable}. */
  String asRunnable(ObjectCreationExpr creation, Node place, SourceText source) {
    int head =
        creation.getArguments().isEmpty()
            ? source.rangeOf(creation.getType()).end()
            : source.rangeOf(creation.getArgument(creation.getArguments().size() - 1)).end();
    int brace = source.text().indexOf('{', head);
    List<Edit> edits = new ArrayList<>(ofThread);
    members.stream()
        .filter(InitializerDeclaration.class::isInstance)
        .forEach(block -> edits.add(new Edit(linesOf(block, source), "")));
    String body =
        Passage.edited(new SourceRange(brace, source.rangeOf(creation).end()), edits, source);
    return Passage.moved("new Runnable() " + body, creation, place, source);
  }

  /** The lines of a member and a blank one behind. */
  private static SourceRange linesOf(Node member, SourceText source) {
    int next = source.lineOf(source.rangeOf(member).end()) + 1;
    int behind = source.line(next).isBlank() ? next + 1 : next;
    int first = source.lineOf(source.rangeOf(member).start());
    return new SourceRange(source.startOfLine(first), source.startOfLine(behind));
  }

  /** Makes a class that was declared a thread one that a thread can run. */
  void write(ObjectCreationExpr creation, FixDraft fix, RuleContext context) {
    SourceText source = context.source();
    ClassOrInterfaceDeclaration type = declarationOf(creation, context).orElseThrow();
    int parent = source.rangeOf(type.getExtendedTypes(0)).start();
    int extending = source.text().lastIndexOf("extends", parent);
    String runnable = "implements " + fix.name("java.lang.Runnable");
    if (type.getImplementedTypes().isEmpty()) {
      int end = source.rangeOf(type.getExtendedTypes(0)).end();
      fix.replace(new SourceRange(extending, end), runnable);
    } else {
      int others = source.rangeOf(type.getImplementedTypes(0)).start();
      fix.replace(new SourceRange(extending, others), runnable + ", ");
    }
    setup.forEach(fix::remove);
    ofThread.forEach(edit -> fix.replace(edit.range(), edit.replacement()));
  }
}
