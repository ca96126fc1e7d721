package dev.belay.rules.remedy;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.SimpleName;
import com.github.javaparser.ast.expr.SuperExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import dev.belay.linter.facts.Bindings;
import dev.belay.linter.rule.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An expression that makes a {@code ThreadFactory}, as far as its file tells.
 *
 * @param factory the expression
 */
record ThreadMaking(Expression factory, RuleContext context) {

  /** What says whether threads are daemons: of a thread, and of the makers of factories. */
  private static final Set<String> DAEMON = Set.of("setDaemon", "daemon");

  /** Makers of factories whose threads are no daemons unless told. */
  private static final Set<String> BUILDERS =
      Set.of(
          "com.google.common.util.concurrent.ThreadFactoryBuilder",
          "org.apache.commons.lang3.concurrent.BasicThreadFactory.Builder");

  /** Whether its threads are daemons; empty where that cannot be told. */
  Optional<Boolean> daemon() {
    return read(factory, 0);
  }

  private Optional<Boolean> read(Expression made, int steps) {
    if (steps > 3) {
      return Optional.empty();
    }
    if (made instanceof NameExpr || made.isFieldAccessExpr()) {
      return valueOf(made).flatMap(value -> read(value, steps + 1));
    }
    if (made.isMethodReferenceExpr()) {
      boolean plain =
          made.asMethodReferenceExpr().getIdentifier().equals("new")
              && made.asMethodReferenceExpr().getScope().toString().equals("Thread");
      return plain ? Optional.of(false) : inCode(codeOf(made));
    }
    if (made instanceof LambdaExpr
        || made instanceof ObjectCreationExpr creation
            && creation.getAnonymousClassBody().isPresent()) {
      return inCode(Optional.of(made));
    }
    if (made instanceof ObjectCreationExpr) {
      return inCode(context.types().classDeclarationOf(made));
    }
    if (made instanceof MethodCallExpr call) {
      return isBuilt(call) ? said(call, Optional.of(false)) : ofCall(call);
    }
    return Optional.empty();
  }

  /** The one value of a variable of this file. */
  private Optional<Expression> valueOf(Expression variable) {
    Optional<Node> local =
        variable instanceof NameExpr name ? Bindings.findLocal(name) : Optional.empty();
    if (local.isPresent()) {
      return local
          .filter(VariableDeclarator.class::isInstance)
          .flatMap(v -> ((VariableDeclarator) v).getInitializer());
    }
    return context
        .types()
        .fieldOf(variable)
        .flatMap(context.types()::declarationOf)
        .filter(v -> v.getParentNode().orElse(null) instanceof FieldDeclaration f && f.isFinal())
        .flatMap(VariableDeclarator::getInitializer);
  }

  private Optional<Boolean> ofCall(MethodCallExpr call) {
    boolean jdk =
        call.getNameAsString().equals("defaultThreadFactory") && TaskThreads.isOfJdk(call, context);
    return jdk ? Optional.of(false) : inCode(codeOf(call));
  }

  private Optional<Node> codeOf(Expression named) {
    return named instanceof MethodCallExpr call
        ? context.types().declarationOf(call).map(Node.class::cast)
        : context.types().declarationOf(named.asMethodReferenceExpr()).map(Node.class::cast);
  }

  /** A chain that begins with a builder that is known, and ends with what it builds. */
  private boolean isBuilt(MethodCallExpr call) {
    Expression first = call;
    while (first instanceof MethodCallExpr link && link.getScope().isPresent()) {
      first = link.getScope().get();
    }
    return call.getNameAsString().equals("build")
        && first instanceof ObjectCreationExpr builder
        && BUILDERS.contains(context.types().classNameOf(builder.getType()));
  }

  /** What code that makes threads says; where it says nothing, plain threads are no daemons. */
  private Optional<Boolean> inCode(Optional<? extends Node> code) {
    return code.flatMap(c -> said(c, makesPlainThreads(c)));
  }

  private static Optional<Boolean> said(Node code, Optional<Boolean> otherwise) {
    List<MethodCallExpr> words =
        code.findAll(MethodCallExpr.class, c -> DAEMON.contains(c.getNameAsString()));
    if (words.isEmpty()) {
      return otherwise;
    }
    boolean clear =
        words.size() == 1
            && words.get(0).getArguments().size() == 1
            && words.get(0).getArgument(0).isBooleanLiteralExpr();
    return clear
        ? Optional.of(words.get(0).getArgument(0).asBooleanLiteralExpr().getValue())
        : Optional.empty();
  }

  /** Present, and false, where all threads that code makes are of the JDK's class. */
  private Optional<Boolean> makesPlainThreads(Node code) {
    List<ObjectCreationExpr> made =
        code.findAll(ObjectCreationExpr.class).stream()
            .filter(c -> context.types().isA(context.types().of(c), "java.lang.Thread"))
            .toList();
    boolean plain =
        made.size() == 1
            && context.types().classNameOf(made.get(0).getType()).equals("java.lang.Thread");
    return plain ? Optional.of(false) : Optional.empty();
  }

  /** Where else it means the same. */
  TaskThreads.Reach reach() {
    boolean told =
        factory.findFirst(SuperExpr.class).isEmpty()
            && factory.findFirst(SimpleName.class, n -> isOptions(n)).isEmpty();
    if (!told || !names().allMatch(name -> isFixed(name) || isAtHand(name))) {
      return TaskThreads.Reach.NONE;
    }
    boolean constant =
        names().allMatch(this::isFixed)
            && factory.findFirst(ThisExpr.class).isEmpty()
            && factory.findAll(MethodCallExpr.class).stream()
                .filter(call -> call.getScope().isEmpty())
                .allMatch(this::isStatic);
    if (!constant) {
      return TaskThreads.Reach.CREATION;
    }
    boolean ofFields =
        names()
            .filter(name -> Bindings.findLocal(name).isEmpty())
            .anyMatch(name -> context.types().fieldOf(name).isPresent());
    return ofFields ? TaskThreads.Reach.FIELD : TaskThreads.Reach.STATIC;
  }

  private Stream<NameExpr> names() {
    return factory.findAll(NameExpr.class).stream();
  }

  /** What the function that sets a scope's options has for a parameter. */
  private static boolean isOptions(SimpleName name) {
    return name.getIdentifier().equals("options");
  }

  /** Whether a function may use a variable where the factory is. */
  private static boolean isAtHand(NameExpr name) {
    return Bindings.findLocal(name).map(Work::isAssignedOnce).orElse(true);
  }

  private boolean isFixed(NameExpr name) {
    Optional<Node> local = Bindings.findLocal(name);
    if (local.isPresent()) {
      return local.get() instanceof Parameter && local.get().isDescendantOf(factory)
          || local.get().isDescendantOf(factory);
    }
    Optional<VariableDeclarator> field =
        context.types().fieldOf(name).flatMap(context.types()::declarationOf);
    if (field.isEmpty()) {
      // The name of a class, or a field that is inherited, or imported.
      return Character.isUpperCase(name.getNameAsString().charAt(0));
    }
    return field.get().getParentNode().orElse(null) instanceof FieldDeclaration f
        && f.isStatic()
        && f.isFinal()
        && field.get().getInitializer().isPresent();
  }

  private boolean isStatic(MethodCallExpr call) {
    Optional<? extends CallableDeclaration<?>> own = context.types().declarationOf(call);
    return own.map(CallableDeclaration::isStatic)
        .orElseGet(
            () ->
                call.findCompilationUnit().map(CompilationUnit::getImports).stream()
                    .flatMap(List::stream)
                    .anyMatch(
                        i ->
                            i.isStatic()
                                && i.getName().getIdentifier().equals(call.getNameAsString())));
  }
}
