package dev.belay.bench.mutation;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithSimpleName;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.TryStmt;
import com.github.javaparser.ast.type.Type;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which calls may throw because of an interrupt or a closed resource, and where that goes. By name,
 * and generous: a call taken for one by mistake is wrapped in vain or makes its loop be skipped,
 * while one overlooked would leave a way out in a mutant.
 */
final class Interruptible {

  private static final Set<String> ANY_ARGUMENTS =
      Set.of(
          "sleep",
          "wait",
          "await",
          "join",
          "acquire",
          "lockInterruptibly",
          "awaitTermination",
          "invokeAll",
          "invokeAny",
          "exchange",
          "transfer");
  private static final Set<String> INTERRUPT =
      Set.of("InterruptedException", "Exception", "Throwable");
  private static final Set<String> CLOSED =
      Set.of("IOException", "ClosedChannelException", "SocketException", "Exception", "Throwable");

  private Interruptible() {}

  /** Whether a call may throw {@code InterruptedException}. */
  static boolean mayBeInterrupted(MethodCallExpr call) {
    int arguments = call.getArguments().size();
    return ANY_ARGUMENTS.contains(call.getNameAsString())
        || switch (call.getNameAsString()) {
          case "get" -> arguments == 0 || arguments == 2;
          case "take" -> arguments == 0;
          case "put" -> arguments == 1;
          case "poll", "tryLock" -> arguments == 2;
          case "offer" -> arguments == 3;
          case "tryAcquire" -> arguments > 0;
          default -> false;
        }
        || declaredInFile(call);
  }

  /** Whether a call may end because what it reads from was closed. */
  static boolean mayBeClosed(MethodCallExpr call) {
    String name = call.getNameAsString();
    return name.startsWith("read")
        || name.startsWith("recv")
        || name.startsWith("receive")
        || name.equals("accept")
        || name.equals("select");
  }

  private static boolean declaredInFile(MethodCallExpr call) {
    return call.findCompilationUnit().stream()
        .flatMap(unit -> unit.findAll(MethodDeclaration.class).stream())
        .filter(method -> method.getNameAsString().equals(call.getNameAsString()))
        .anyMatch(method -> method.getThrownExceptions().stream().anyMatch(named(INTERRUPT)));
  }

  /** Whether an interrupt thrown at a node is caught before it leaves the loop. */
  static boolean interruptStaysIn(Node loop, Node thrower) {
    return caughtBetween(thrower, Optional.of(loop), INTERRUPT);
  }

  /** Whether the exception of a closed resource is caught before it leaves the loop. */
  static boolean closeStaysIn(Node loop, Node thrower) {
    return caughtBetween(thrower, Optional.of(loop), CLOSED);
  }

  /** Whether an interrupt that leaves the loop has somewhere to go: else it cannot be thrown. */
  static boolean interruptMayLeave(Node loop) {
    return mayLeave(loop, INTERRUPT);
  }

  /** Whether the exception of a closed resource has somewhere to go outside the loop. */
  static boolean closeMayLeave(Node loop) {
    return mayLeave(loop, CLOSED);
  }

  /**
   * Whether a handler around the loop names an exception that is no broad one, no interrupt and no
   * closed resource: the work inside throws it, perhaps because it was told to stop.
   */
  static boolean ownExceptionMayLeave(Node loop) {
    Optional<Node> body = Scopes.findBody(loop);
    for (Node at = loop; at != body.orElse(null); at = at.getParentNode().orElseThrow()) {
      Node parent = at.getParentNode().orElseThrow();
      if (parent instanceof TryStmt attempt
          && attempt.getTryBlock() == at
          && attempt.getCatchClauses().stream()
              .anyMatch(handler -> !catches(handler, INTERRUPT) && !catches(handler, CLOSED))) {
        return true;
      }
    }
    return false;
  }

  private static boolean mayLeave(Node loop, Set<String> kinds) {
    Optional<Node> body = Scopes.findBody(loop);
    boolean declared =
        body.isEmpty()
            || !(body.get() instanceof CallableDeclaration<?> method)
            || method.getThrownExceptions().stream().anyMatch(named(kinds));
    return declared || caughtBetween(loop, body, kinds);
  }

  private static boolean caughtBetween(Node inner, Optional<Node> outer, Set<String> kinds) {
    Node at = inner;
    while (at.getParentNode().isPresent() && at != outer.orElse(null)) {
      Node parent = at.getParentNode().get();
      if (parent instanceof TryStmt attempt
          && attempt.getTryBlock() == at
          && attempt.getCatchClauses().stream().anyMatch(handler -> catches(handler, kinds))) {
        return true;
      }
      at = parent;
    }
    return false;
  }

  /** Whether a handler names the interrupt or something broader. */
  static boolean catchesInterrupt(CatchClause handler) {
    return catches(handler, INTERRUPT);
  }

  private static boolean catches(CatchClause handler, Set<String> kinds) {
    Type caught = handler.getParameter().getType();
    List<? extends Type> types =
        caught.isUnionType() ? caught.asUnionType().getElements() : List.of(caught);
    return types.stream().anyMatch(named(kinds));
  }

  private static Predicate<Type> named(Set<String> kinds) {
    return type ->
        type instanceof NodeWithSimpleName<?> simple && kinds.contains(simple.getNameAsString());
  }
}
