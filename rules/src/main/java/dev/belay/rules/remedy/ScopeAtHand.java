package dev.belay.rules.remedy;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithParameters;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.TryStmt;
import dev.belay.linter.facts.Bindings;
import dev.belay.linter.facts.Completion;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.source.SourceText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A scope that code can name already.
 *
 * @param name of the variable
 * @param block whose end ends the scope; empty for parameters and fields
 */
record ScopeAtHand(String name, Optional<BlockStmt> block) {

  static final String SCOPE = "dev.belay.runtime.TaskScope";

  /**
   * The nearest scope that a start at a node may use; empty where there is none.
   *
   * @param own the field that a fix would write for this start; empty where it would write none
   */
  static Optional<ScopeAtHand> find(Node at, Optional<String> own, RuleContext context) {
    for (Node below = at, node = at.getParentNode().orElse(null);
        node != null;
        below = node, node = node.getParentNode().orElse(null)) {
      Optional<ScopeAtHand> found = declaredBy(node, below, context);
      if (found.isPresent()) {
        return found;
      }
      boolean elsewhere = node instanceof LambdaExpr || node instanceof TypeDeclaration<?>;
      if (elsewhere || node instanceof CallableDeclaration<?>) {
        // What runs later, or on another thread, may only use a scope that is shared.
        return findField(at, own, context);
      }
    }
    return Optional.empty();
  }

  private static Optional<ScopeAtHand> declaredBy(Node node, Node below, RuleContext context) {
    if (node instanceof TryStmt attempt && below == attempt.getTryBlock()) {
      return attempt.getResources().stream()
          .filter(VariableDeclarationExpr.class::isInstance)
          .map(r -> ((VariableDeclarationExpr) r).getVariable(0))
          .filter(v -> isScope(v, context))
          .map(v -> new ScopeAtHand(v.getNameAsString(), Optional.of(attempt.getTryBlock())))
          .findFirst();
    }
    if (node instanceof NodeWithParameters<?> callable) {
      return callable.getParameters().stream()
          .filter(p -> isScope(p, context))
          .map(p -> new ScopeAtHand(p.getNameAsString(), Optional.empty()))
          .findFirst();
    }
    return Optional.empty();
  }

  private static boolean isScope(Node variable, RuleContext context) {
    boolean local =
        variable instanceof Parameter
            || variable.getParentNode().orElse(null) instanceof VariableDeclarationExpr;
    if (local) {
      return context.types().classNameOfLocal(variable).equals(SCOPE);
    }
    return context.types().classNameOf(((VariableDeclarator) variable).getType()).equals(SCOPE);
  }

  /** A shared scope in a field of a type around a node. */
  private static Optional<ScopeAtHand> findField(
      Node at, Optional<String> own, RuleContext context) {
    boolean fixed = false;
    for (Node node = at; node != null; node = node.getParentNode().orElse(null)) {
      if (node instanceof TypeDeclaration<?> type) {
        boolean instance = !fixed;
        Optional<ScopeAtHand> found =
            type.getFields().stream()
                .filter(field -> instance || field.isStatic())
                .flatMap(field -> field.getVariables().stream())
                .filter(v -> isScope(v, context) && isShared(v, type))
                .filter(v -> isMeant(v.getNameAsString(), own))
                .filter(v -> Bindings.findLocal(v.getNameAsString(), at).isEmpty())
                .map(v -> new ScopeAtHand(v.getNameAsString(), Optional.empty()))
                .findFirst();
        if (found.isPresent()) {
          return found;
        }
      }
      fixed |= isStatic(node);
    }
    return Optional.empty();
  }

  /** Fields of earlier fixes are each for one kind of tasks; those of the author for all. */
  private static boolean isMeant(String field, Optional<String> own) {
    return own.filter(field::equals).isPresent() || !OwnedScope.isOwn(field);
  }

  /** Whether code in a node has no object of the type around it. */
  static boolean isStatic(Node node) {
    if (node instanceof TypeDeclaration<?> type) {
      return type.isStatic()
          || type.isEnumDeclaration()
          || type.isRecordDeclaration()
          || type.isClassOrInterfaceDeclaration()
              && type.asClassOrInterfaceDeclaration().isInterface();
    }
    if (node instanceof InitializerDeclaration initializer) {
      return initializer.isStatic();
    }
    return node instanceof FieldDeclaration field && field.isStatic()
        || node instanceof CallableDeclaration<?> callable && callable.isStatic();
  }

  private static boolean isShared(VariableDeclarator field, TypeDeclaration<?> type) {
    Stream<Expression> values =
        Stream.concat(
            field.getInitializer().stream(),
            type.findAll(AssignExpr.class).stream()
                .filter(a -> a.getTarget().toString().endsWith(field.getNameAsString()))
                .map(AssignExpr::getValue));
    return values.anyMatch(
        value ->
            value
                .findFirst(MethodCallExpr.class, c -> c.getNameAsString().equals("shared"))
                .isPresent());
  }

  /**
   * Whether what is started is waited for where the scope ends, so that its effect still happens:
   * by {@code awaitAll} behind the start, or by whoever handed the scope in.
   */
  boolean waits(Node start, SourceText source) {
    if (block.isEmpty()) {
      return true;
    }
    List<Statement> statements = block.get().getStatements();
    return statements.stream()
        .filter(s -> !start.isDescendantOf(s))
        .filter(ExpressionStmt.class::isInstance)
        .map(s -> ((ExpressionStmt) s).getExpression())
        .anyMatch(
            e ->
                e instanceof MethodCallExpr call
                    && call.getNameAsString().equals("awaitAll")
                    && call.getScope().filter(this::isMe).isPresent()
                    && source.rangeOf(call).start() > source.rangeOf(start).start());
  }

  /** Makes the block wait at its end; answers whether it may, and comes to its end. */
  boolean awaitAtEnd(Node start, FixDraft fix) {
    List<Statement> statements = block.orElseThrow().getStatements();
    Statement last = statements.get(statements.size() - 1);
    boolean leaves =
        block.get().findFirst(ReturnStmt.class, r -> r != last).isPresent()
            || !last.isReturnStmt() && !Completion.isPossible(last);
    boolean thrown =
        Interruptions.declaredAround(block.get()) || Interruptions.handledAround(block.get());
    if (leaves || !thrown) {
      return false;
    }
    if (last.isReturnStmt()) {
      fix.before(last, name + ".awaitAll();");
    } else {
      fix.atEndOf(block.get(), name + ".awaitAll();");
    }
    return true;
  }

  private boolean isMe(Expression scope) {
    return scope instanceof NameExpr n && n.getNameAsString().equals(name);
  }
}
