package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.TryStmt;
import dev.belay.linter.index.Modifiers;
import dev.belay.linter.source.Mention;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where scopes are opened, and whether the code around closes and joins them: task scopes, sources
 * of cancellation, the JDK's structured scopes. Belongs to one thread.
 */
public final class Scopes {

  /** What starts a task in a scope that has to be joined. */
  private static final String FORK = "fork";

  private final Types types;
  private final Catalogue catalogue;
  private final Uses uses;
  private final Endings endings;
  private final Set<MethodDeclaration> followed =
      Collections.newSetFromMap(new IdentityHashMap<>());

  Scopes(Types types, Catalogue catalogue, Uses uses, Observations observations) {
    this.types = types;
    this.catalogue = catalogue;
    this.uses = uses;
    this.endings =
        new Endings(
            uses,
            observations,
            new Keepers(types, observations),
            new Endings.Kind() {
              @Override
              public boolean isEnding(MethodCallExpr call) {
                return isClosing(call);
              }

              @Override
              public boolean isEndedByTaker(Uses.Use argument) {
                return isClosedByTaker(argument);
              }
            });
  }

  /** What a file mentions that opens a scope. */
  public static Mention mention(Catalogue catalogue) {
    return Mention.types(catalogue.simpleTypeNames(Role.SCOPE))
        .or(Mention.calls(catalogue.methods(Role.OPENS_SCOPE)));
  }

  /** Whether a call or creation opens a scope that the code around has to close. */
  public boolean isOpening(Expression expression) {
    if (expression instanceof ObjectCreationExpr creation) {
      return catalogue.has(Role.SCOPE, types.of(creation), types);
    }
    return expression instanceof MethodCallExpr call
        && catalogue.has(Role.OPENS_SCOPE, call, types);
  }

  /**
   * Whether the scope that an expression opens is closed whatever happens, as far as this file can
   * tell: by {@code try}-with-resources or {@code finally}; by a method of the class whose field
   * keeps it; by somebody who is given it.
   */
  public boolean isClosed(Expression opening) {
    return endings.isEnded(opening);
  }

  /** A call that closes a scope only where nothing was thrown before; empty where there is none. */
  public Optional<MethodCallExpr> findLateClose(Expression opening) {
    Uses.Use use = uses.of(opening);
    if (use.kind() != Uses.Kind.LOCAL) {
      return Optional.empty();
    }
    return Bindings.usesOf(use.at()).stream()
        .map(uses::of)
        .filter(u -> u.kind() == Uses.Kind.RECEIVER)
        .map(u -> (MethodCallExpr) u.at())
        .filter(this::isNamedAsClosing)
        .findFirst();
  }

  /**
   * The first task that is forked in a scope which has to be joined and never is.
   *
   * @param opening of a scope that a local variable keeps
   * @return empty for scopes that need no join, or are handed on
   */
  public Optional<MethodCallExpr> findUnjoinedFork(Expression opening) {
    Uses.Use use = uses.of(opening);
    if (use.kind() != Uses.Kind.LOCAL || !hasToBeJoined(opening)) {
      return Optional.empty();
    }
    List<MethodCallExpr> calls = new ArrayList<>();
    for (NameExpr occurrence : Bindings.usesOf(use.at())) {
      Uses.Use next = uses.of(occurrence);
      if (next.kind() == Uses.Kind.RECEIVER) {
        calls.add((MethodCallExpr) next.at());
      } else if (!Keepers.isResource(occurrence) && !Observations.isWritten(occurrence)) {
        return Optional.empty();
      }
    }
    Set<String> joins = catalogue.methodNames(Role.JOINS_SCOPE);
    return calls.stream().anyMatch(call -> joins.contains(call.getNameAsString()))
        ? Optional.empty()
        : calls.stream().filter(call -> call.getNameAsString().equals(FORK)).findFirst();
  }

  private boolean hasToBeJoined(Expression opening) {
    Set<String> owners = new TreeSet<>();
    catalogue
        .methodNames(Role.JOINS_SCOPE)
        .forEach(name -> owners.addAll(catalogue.ownersOf(Role.JOINS_SCOPE, name)));
    return owners.stream().anyMatch(owner -> types.isA(types.of(opening), owner));
  }

  /** A scope of a local is closed for sure in a {@code finally}; in a function it is handed on. */
  private boolean isClosing(MethodCallExpr call) {
    if (!isNamedAsClosing(call)) {
      return false;
    }
    Optional<Node> local =
        call.getScope()
            .filter(NameExpr.class::isInstance)
            .flatMap(scope -> Bindings.findLocal((NameExpr) scope));
    return local.isEmpty() || isInFinally(call) || isInFunction(call, local.get());
  }

  private boolean isNamedAsClosing(MethodCallExpr call) {
    return catalogue.methodNames(Role.CLOSES_SCOPE).contains(call.getNameAsString());
  }

  private static boolean isInFinally(Node node) {
    Node below = node;
    for (Node around = node.getParentNode().orElse(null);
        around != null && !(around instanceof BodyDeclaration<?>);
        below = around, around = around.getParentNode().orElse(null)) {
      Node block = below;
      if (around instanceof TryStmt attempt
          && attempt.getFinallyBlock().filter(b -> b == block).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** Whether a lambda or a class stands between a call and the variable that it uses. */
  private static boolean isInFunction(Node call, Node variable) {
    for (Node around = call.getParentNode().orElse(null);
        around != null && !variable.isDescendantOf(around);
        around = around.getParentNode().orElse(null)) {
      if (around instanceof LambdaExpr || around instanceof BodyDeclaration<?>) {
        return true;
      }
    }
    return false;
  }

  /** A private helper of this file is followed: most only use what they are handed. */
  private boolean isClosedByTaker(Uses.Use argument) {
    if (!(argument.at() instanceof MethodCallExpr call)) {
      return true;
    }
    Optional<Callee> callee = types.calleeOf(call);
    if (callee.isEmpty()) {
      return true;
    }
    if (catalogue.has(Role.LOOKS, callee.get(), types)
        || catalogue.has(Role.LOGGER, callee.get().receiver(), types)) {
      return false;
    }
    Optional<MethodDeclaration> helper =
        Modifiers.has(callee.get().method().modifiers(), Modifiers.PRIVATE)
            ? types.declarationOf(callee.get())
            : Optional.empty();
    int index = Flow.indexOf(argument.value(), call.getArguments());
    if (helper.isEmpty() || index < 0 || index >= helper.get().getParameters().size()) {
      return true;
    }
    boolean closed =
        followed.add(helper.get()) && endings.isEndedLocal(helper.get().getParameter(index));
    followed.remove(helper.get());
    return closed;
  }
}
