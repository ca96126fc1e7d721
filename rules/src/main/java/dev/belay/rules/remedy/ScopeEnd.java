package dev.belay.rules.remedy;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.ReturnStmt;
import dev.belay.linter.facts.Flow;
import dev.belay.linter.facts.Uses;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.Refusal;
import dev.belay.linter.rule.Remedy;
import dev.belay.linter.rule.RuleContext;
import java.util.Optional;
import java.util.Set;

/** Closes a scope that is opened and not closed for sure. Asks for a reader. Without state. */
public final class ScopeEnd {

  private static final String SOURCE = "dev.belay.runtime.CancellationSource";

  private static final String SUPERVISOR = "dev.belay.runtime.Supervisor";

  private static final Set<String> STARTS = Set.of("fork", "start", "forkInterruptibly");

  private static final Set<String> JOINS = Set.of("join", "joinAll", "joinNext", "awaitAll");

  private static final Set<String> TOKEN = Set.of("token");

  private ScopeEnd() {}

  /**
   * For the expression that opens the scope.
   *
   * @param close a call that closes it where nothing was thrown before
   */
  public static Remedy of(Expression opening, Optional<MethodCallExpr> close, RuleContext context) {
    Answer<TryResource> local = TryResource.of(opening, context);
    if (local.isPresent()) {
      return inTry(local.get(), close, context);
    }
    Answer<OwnersClose> owner = OwnersClose.of(opening, context);
    if (!owner.isPresent()) {
      return new Refusal(OwnersClose.isFor(opening) ? owner.reason() : local.reason());
    }
    String type = context.types().classNameOf(opening);
    if (type.equals(ScopeAtHand.SCOPE) && !isShared(opening)) {
      return new Refusal("it is not shared, so that only the thread which opened it may close it");
    }
    if (owner.get().close().isSynchronized()) {
      return new Refusal("close() holds a lock that its tasks may wait for");
    }
    FixDraft fix = context.fix();
    owner.get().write(fix, owner.get().field() + ".close();");
    return fix.unsafe("close it in close()");
  }

  private static boolean isShared(Expression opening) {
    return opening
        .findFirst(MethodCallExpr.class, call -> call.getNameAsString().equals("shared"))
        .isPresent();
  }

  private static Remedy inTry(
      TryResource resource, Optional<MethodCallExpr> close, RuleContext context) {
    FixDraft fix = context.fix();
    String title = "close it by try-with-resources";
    if (close.isPresent()) {
      return resource.writeInsteadOf(close.get(), fix, context)
          ? fix.unsafe(title)
          : new Refusal("it is closed amid code that uses what a try would hide");
    }
    String type = context.types().classNameOfLocal(resource.variable());
    if (type.equals(SUPERVISOR)) {
      return new Refusal("its services would be stopped where the block ends");
    }
    if (resource.isUsedByFunctions()) {
      return new Refusal("code that runs later uses it as well");
    }
    if (type.equals(SOURCE)) {
      if (resource.uses().stream().anyMatch(ScopeEnd::leaks)) {
        return new Refusal("its token lives on behind the block");
      }
      if (resource.uses().stream().noneMatch(use -> isCalled(use, TOKEN) || isArgument(use))) {
        return new Refusal("nothing in its block uses its token");
      }
    } else if (!isJoined(resource)) {
      return new Refusal("nothing waits for its tasks, which its end would stop");
    }
    resource.write(fix, context);
    return fix.unsafe(title);
  }

  /** Whether a source is kept, or its token is. */
  private static boolean leaks(NameExpr use) {
    Node value = use;
    Optional<MethodCallExpr> call = Uses.callOn(use);
    if (call.isPresent()) {
      if (!TOKEN.contains(call.get().getNameAsString())) {
        return false;
      }
      value = call.get();
    }
    Node parent = value.getParentNode().orElse(null);
    return parent instanceof ReturnStmt
        || parent instanceof AssignExpr
        || parent instanceof VariableDeclarator;
  }

  /** A helper that it is handed to may be what joins; one that starts alone would end too early. */
  private static boolean isJoined(TryResource resource) {
    boolean starts = resource.uses().stream().anyMatch(use -> isCalled(use, STARTS));
    boolean handed = resource.uses().stream().anyMatch(ScopeEnd::isArgument);
    return resource.uses().stream().anyMatch(use -> isCalled(use, JOINS)) || handed && !starts;
  }

  private static boolean isCalled(NameExpr use, Set<String> names) {
    return Uses.callOn(use).filter(call -> names.contains(call.getNameAsString())).isPresent();
  }

  private static boolean isArgument(NameExpr use) {
    return use.getParentNode().orElse(null) instanceof MethodCallExpr call
        && Flow.indexOf(use, call.getArguments()) >= 0;
  }
}
