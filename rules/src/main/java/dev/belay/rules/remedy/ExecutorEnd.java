package dev.belay.rules.remedy;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.Statement;
import dev.belay.linter.facts.Callee;
import dev.belay.linter.facts.Flow;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.Refusal;
import dev.belay.linter.rule.Remedy;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.rule.SourceLevel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends an executor that nothing shuts down. Asks for a reader: what was never waited for is, or is
 * refused from then on. Without state.
 */
public final class ExecutorEnd {

  /** Those that a {@code try} waits for and no more; a timer's would hold it for its delays. */
  private static final Set<String> CLOSEABLE =
      Set.of(
          "java.util.concurrent.ExecutorService",
          "java.util.concurrent.ThreadPoolExecutor",
          "java.util.concurrent.ForkJoinPool");

  /** Calls that wait, and whose interrupt is hidden or nobody's business. */
  private static final Set<String> WAITING =
      Set.of(
          "java.util.concurrent.CompletableFuture#join",
          "java.util.concurrent.ForkJoinTask#join",
          "java.util.concurrent.ForkJoinPool#invoke");

  private ExecutorEnd() {}

  /** For the expression that makes the executor. */
  public static Remedy of(Expression creation, RuleContext context) {
    Optional<IdleField> idle = IdleField.of(creation, context);
    if (idle.isPresent()) {
      return idle.get()
          .remove(context.fix(), context.source())
          .unsafe("remove it, for nothing uses it");
    }
    Answer<TryResource> local = TryResource.of(creation, context);
    if (local.isPresent()) {
      return inTry(local.get(), context);
    }
    Answer<OwnersClose> owner = OwnersClose.of(creation, context);
    if (!owner.isPresent()) {
      return new Refusal(OwnersClose.isFor(creation) ? owner.reason() : local.reason());
    }
    if (owner.get().close().isSynchronized()) {
      return new Refusal("close() holds a lock that its tasks may wait for");
    }
    FixDraft fix = context.fix();
    owner.get().write(fix, draining(owner.get().field(), fix));
    return fix.unsafe("shut it down in close()");
  }

  /** As the documentation of {@code ExecutorService} has it. */
  private static String[] draining(String pool, FixDraft fix) {
    String step = fix.step();
    String second = fix.name("java.util.concurrent.TimeUnit") + ".SECONDS";
    String now = pool + ".shutdownNow();";
    return new String[] {
      pool + ".shutdown();",
      "try {",
      step + "if (!" + pool + ".awaitTermination(10, " + second + ")) {",
      step + step + now,
      step + "}",
      "} catch (InterruptedException e) {",
      step + now,
      step + "Thread.currentThread().interrupt();",
      "}"
    };
  }

  private static Remedy inTry(TryResource resource, RuleContext context) {
    Optional<Refusal> refusal =
        obstacle(resource, context)
            .map(Refusal::new)
            .or(
                () ->
                    context
                        .sourceLevel()
                        .refuses(SourceLevel.OF_CLOSEABLE_EXECUTORS, "closing an executor"));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    FixDraft fix = context.fix();
    resource.write(fix, context);
    return fix.unsafe("close it by try-with-resources");
  }

  private static Optional<String> obstacle(TryResource resource, RuleContext context) {
    String reason = null;
    if (!CLOSEABLE.contains(context.types().classNameOfLocal(resource.variable()))) {
      reason = "what it runs may be due long after its block";
    } else if (resource.isUsedByFunctions()) {
      reason = "code that runs later uses it as well";
    } else if (resource.uses().stream().anyMatch(use -> mayGoOn(use, context))) {
      reason = "a task of it may go on for longer than the block";
    } else if (!isProgram(resource.declaration()) && !waits(resource.behind(), context)) {
      reason = "the code that makes it does not wait for anything";
    }
    return Optional.ofNullable(reason);
  }

  private static boolean mayGoOn(NameExpr use, RuleContext context) {
    return use.getParentNode().orElse(null) instanceof MethodCallExpr call
        && call.getArguments().stream()
            .filter(argument -> argument != use)
            .map(argument -> new TaskCode(argument, context))
            .anyMatch(TaskCode::mayGoOn);
  }

  private static boolean isProgram(Node node) {
    return Flow.bodyAround(node)
        .filter(
            body ->
                body instanceof MethodDeclaration method
                    && method.isStatic()
                    && method.getNameAsString().equals("main"))
        .isPresent();
  }

  /**
   * Whether statements wait for something by themselves: what returns at once does so on purpose.
   */
  private static boolean waits(List<Statement> statements, RuleContext context) {
    AtomicBoolean waits = new AtomicBoolean();
    for (Statement statement : statements) {
      Flow.eachRun(
          statement,
          node -> {
            if (node instanceof MethodCallExpr call && waits(call, context)) {
              waits.set(true);
            }
          });
    }
    return waits.get();
  }

  private static boolean waits(MethodCallExpr call, RuleContext context) {
    return context.interrupts().throwsInterrupt(call)
        || context.types().calleeOf(call).map(Callee::key).filter(WAITING::contains).isPresent();
  }
}
