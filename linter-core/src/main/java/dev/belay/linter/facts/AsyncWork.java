package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import dev.belay.linter.source.Nodes;
import java.util.Optional;

/** Where the work behind a {@code CompletableFuture} starts. Belongs to one thread. */
public final class AsyncWork {

  private static final String FUTURE = "java.util.concurrent.CompletableFuture";

  private final Nodes nodes;
  private final Types types;
  private final Catalogue catalogue;

  AsyncWork(Nodes nodes, Types types, Catalogue catalogue) {
    this.nodes = nodes;
    this.types = types;
    this.catalogue = catalogue;
  }

  /**
   * The call that starts the work of the future a method is called on.
   *
   * @return empty where the receiver is no plain {@code CompletableFuture}, or stands for no work
   *     that this file starts
   */
  public Optional<MethodCallExpr> findStart(MethodCallExpr call) {
    return call.getScope()
        .filter(receiver -> types.of(receiver).className().equals(FUTURE))
        .flatMap(this::startOf);
  }

  private Optional<MethodCallExpr> startOf(Expression value) {
    if (value instanceof EnclosedExpr enclosed) {
      return startOf(enclosed.getInner());
    }
    if (value instanceof MethodCallExpr call) {
      return startOf(call);
    }
    if (value instanceof NameExpr name) {
      Optional<Node> local = Bindings.findLocal(name);
      if (local.isPresent()) {
        return ofLocal(local.get());
      }
    }
    return value instanceof NameExpr || value instanceof FieldAccessExpr
        ? types.fieldOf(value).flatMap(use -> ofField(use.field().name()))
        : Optional.empty();
  }

  private Optional<MethodCallExpr> startOf(MethodCallExpr call) {
    Optional<Callee> callee = types.calleeOf(call);
    if (callee.isEmpty() || !types.isA(callee.get().returns(), FUTURE)) {
      return Optional.empty();
    }
    if (catalogue.has(Role.STARTS, callee.get(), types)) {
      return Optional.of(call);
    }
    // A stage of work that was started further up the chain.
    return catalogue.has(Role.CHAINS, callee.get(), types)
            || catalogue.has(Role.READS_FAILURE, callee.get(), types)
            || catalogue.has(Role.SAME_HANDLE, callee.get(), types)
        ? call.getScope().flatMap(this::startOf)
        : Optional.empty();
  }

  private Optional<MethodCallExpr> ofLocal(Node declaration) {
    return declaration instanceof VariableDeclarator variable
        ? variable
            .getInitializer()
            .filter(MethodCallExpr.class::isInstance)
            .flatMap(value -> startOf((MethodCallExpr) value))
        : Optional.empty();
  }

  /** Where every value that this file gives a field is started work. */
  private Optional<MethodCallExpr> ofField(String name) {
    Optional<MethodCallExpr> start = Optional.empty();
    for (AssignExpr assignment : nodes.of(AssignExpr.class)) {
      Expression target = assignment.getTarget();
      boolean same =
          target instanceof NameExpr simple && simple.getNameAsString().equals(name)
              || target instanceof FieldAccessExpr field && field.getNameAsString().equals(name);
      if (same && !assignment.getValue().isNullLiteralExpr()) {
        start =
            assignment.getValue() instanceof MethodCallExpr call ? startOf(call) : Optional.empty();
        if (start.isEmpty()) {
          return start;
        }
      }
    }
    return start;
  }
}
