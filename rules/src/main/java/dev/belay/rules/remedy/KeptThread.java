package dev.belay.rules.remedy;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import dev.belay.linter.facts.Bindings;
import dev.belay.linter.facts.Flow;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.Refusal;
import dev.belay.linter.rule.Remedy;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.source.SourceRange;
import dev.belay.linter.source.SourceText;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps a thread that works for its object's whole life in a field, and ends it where its class
 * ends: for threads that are more than what they run, and where no scope may be written.
 */
final class KeptThread {

  private static final String THREAD = "java.lang.Thread";

  private static final Refusal NONE = new Refusal("nothing could keep the thread");

  /** Names that say of a thread no more than that it is one. */
  private static final Set<String> ANYTHING =
      Set.of("thread", "daemon", "th", "thd", "thr", "tmp", "worker", "runner", "t");

  private KeptThread() {}

  /**
   * For a thread that nobody keeps.
   *
   * @param start {@code start()}
   * @param made the expression that makes the thread
   */
  static Remedy of(Expression start, Expression made, RuleContext context) {
    if (!(start instanceof MethodCallExpr call)
        || !call.getNameAsString().equals("start")
        || !call.getArguments().isEmpty()
        || call.getScope().isEmpty()) {
      return NONE;
    }
    Expression runs = workOf(made, context);
    TaskCode code = new TaskCode(runs, context);
    Optional<KeptHandle> found = KeptHandle.of(start, made, context).filter(KeptHandle::canEndLast);
    if (found.isEmpty() || obstacle(code, found.get())) {
      return NONE;
    }
    boolean once =
        Flow.bodyAround(start).filter(ConstructorDeclaration.class::isInstance).isPresent();
    if (!code.isWorker() && !once) {
      // What comes to its end may be started again before it does.
      return NONE;
    }
    return keep(call, made, runs, found.get(), context);
  }

  private static boolean obstacle(TaskCode code, KeptHandle kept) {
    return !code.isKnown()
        || code.isDeaf()
        || code.exits()
        || code.dropsInterrupt()
        || code.endsOwner(kept.ending())
        || kept.ending().isSynchronized() && code.locks(Monitor.of(kept.ending()));
  }

  private static Expression workOf(Expression made, RuleContext context) {
    boolean plain =
        made instanceof ObjectCreationExpr creation
            && creation.getAnonymousClassBody().isEmpty()
            && context.types().classDeclarationOf(creation).isEmpty();
    if (!plain && !(made instanceof MethodCallExpr)) {
      return made;
    }
    return (made instanceof ObjectCreationExpr creation
            ? creation.getArguments()
            : ((MethodCallExpr) made).getArguments())
        .stream()
            .filter(
                argument ->
                    argument.isLambdaExpr()
                        || argument.isMethodReferenceExpr()
                        || context.types().isA(context.types().of(argument), "java.lang.Runnable"))
            .findFirst()
            .orElse(made);
  }

  private static Remedy keep(
      MethodCallExpr start,
      Expression made,
      Expression runs,
      KeptHandle kept,
      RuleContext context) {
    FixDraft fix = context.fix();
    Expression scope = start.getScope().orElseThrow();
    Optional<VariableDeclarator> local =
        scope instanceof NameExpr name
            ? Bindings.findLocal(name)
                .filter(VariableDeclarator.class::isInstance)
                .map(VariableDeclarator.class::cast)
            : Optional.empty();
    if (local.isPresent()) {
      return keepLocal(local.get(), made, runs, start, kept, context);
    }
    if (scope instanceof NameExpr || scope instanceof FieldAccessExpr) {
      return fieldOf(scope, kept)
          .filter(FieldDeclaration::isPrivate)
          .map(
              field -> {
                String name = field.getVariable(0).getNameAsString();
                boolean there = field.isFinal();
                new KeptHandle(kept.type(), kept.ending(), kept.started(), there)
                    .endLast(name, fix, ending(name, kept, fix));
                return (Remedy) fix.unsafe("end it where its class ends");
              })
          .orElse(NONE);
    }
    if (scope != made) {
      return NONE;
    }
    Optional<String> name =
        kept.freeName(KeptHandle.nameFor(TaskStart.deedOf(runs, context), "worker", "Thread"));
    if (name.isEmpty()) {
      return NONE;
    }
    SourceText source = context.source();
    kept.declare(fix.name(THREAD), name.get(), fix, source);
    SourceRange range = source.rangeOf(scope);
    fix.insert(range.start(), name.get() + " = ");
    fix.replace(
        new SourceRange(range.end(), source.rangeOf(start).end()),
        ";" + Passage.lineBreak(start, 0, source) + name.get() + ".start()");
    kept.endLast(name.get(), fix, ending(name.get(), kept, fix));
    return fix.unsafe("keep it, and end it where its class ends");
  }

  private static Optional<FieldDeclaration> fieldOf(Expression scope, KeptHandle kept) {
    return kept.type()
        .getFieldByName(IdleField.nameOf(scope))
        .filter(field -> !field.isStatic() && field.getVariables().size() == 1);
  }

  /** The variable becomes the field. */
  private static Remedy keepLocal(
      VariableDeclarator variable,
      Expression made,
      Expression runs,
      MethodCallExpr start,
      KeptHandle kept,
      RuleContext context) {
    boolean alone =
        variable.getInitializer().filter(value -> value == made).isPresent()
            && variable.getParentNode().orElse(null) instanceof VariableDeclarationExpr all
            && all.getVariables().size() == 1
            && all.getParentNode().orElse(null) instanceof ExpressionStmt line
            && Flow.areSiblings(line, kept.started());
    String said = variable.getNameAsString();
    String wanted =
        ANYTHING.contains(said) || said.length() < 3
            ? KeptHandle.nameFor(TaskStart.deedOf(runs, context), "worker", "Thread")
            : said;
    // The variable itself has the name, and goes.
    Optional<String> name =
        wanted.equals(said)
            ? Optional.of(said)
                .filter(n -> kept.type().getFieldByName(n).isEmpty())
                .filter(n -> isOnlyHere(n, variable, kept))
            : kept.freeName(wanted);
    if (!alone || name.isEmpty()) {
      return NONE;
    }
    FixDraft fix = context.fix();
    SourceText source = context.source();
    Node declaration = variable.getParentNode().orElseThrow();
    kept.declare(fix.name(THREAD), name.get(), fix, source);
    fix.replace(
        new SourceRange(
            source.rangeOf(declaration).start(), source.rangeOf(variable.getName()).end()),
        name.get());
    if (!name.get().equals(said)) {
      Bindings.usesOf(variable).forEach(use -> fix.replace(use, name.get()));
    }
    kept.endLast(name.get(), fix, ending(name.get(), kept, fix));
    return fix.unsafe("keep it, and end it where its class ends");
  }

  private static boolean isOnlyHere(String name, VariableDeclarator variable, KeptHandle kept) {
    long all = kept.type().findAll(NameExpr.class, n -> n.getNameAsString().equals(name)).size();
    return all == Bindings.usesOf(variable).size()
        && kept.type()
                .findAll(VariableDeclarator.class, v -> v.getNameAsString().equals(name))
                .size()
            == 1;
  }

  /** Interrupts the thread and gives it ten seconds, as scopes do that a class ends. */
  private static String[] ending(String name, KeptHandle kept, FixDraft fix) {
    String join =
        name + ".join(" + fix.name("java.util.concurrent.TimeUnit") + ".SECONDS.toMillis(10));";
    String interrupt = name + ".interrupt();";
    if (kept.ending().getThrownExceptions().stream().anyMatch(Interruptions::takes)) {
      return new String[] {interrupt, join};
    }
    Node last = kept.ending().getBody().orElseThrow();
    last = ((BlockStmt) last).getStatements().getLast().map(Node.class::cast).orElse(last);
    String caught = Bindings.findLocal("e", last).isPresent() ? fix.freshName("interrupt") : "e";
    return new String[] {
      interrupt,
      "try {",
      fix.step() + join,
      "} catch (InterruptedException " + caught + ") {",
      fix.step() + "Thread.currentThread().interrupt();",
      "}"
    };
  }
}
