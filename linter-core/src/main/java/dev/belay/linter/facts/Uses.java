package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.InstanceOfExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.SwitchExpr;
import com.github.javaparser.ast.expr.TypePatternExpr;
import com.github.javaparser.ast.stmt.AssertStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.SwitchEntry;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.github.javaparser.ast.stmt.YieldStmt;
import java.util.Optional;

/**
 * Where the value of an expression goes, one step, told from the form of the code; types are asked
 * only for what a lambda's place does with its value. Belongs to one thread.
 */
public final class Uses {

  private final Types types;

  Uses(Types types) {
    this.types = types;
  }

  /** What happens to a value. */
  public enum Kind {
    /** Nothing has it any more: an expression statement, a lambda's body in a void place. */
    DROPPED,
    /** A local variable keeps it; the node is its declaration. */
    LOCAL,
    /** A field keeps it; the node is the declarator or the expression that names the field. */
    FIELD,
    /** An array keeps it; the node is the access. */
    ELEMENT,
    /** A method is called on it; the node is the call. */
    RECEIVER,
    /** A call or creation takes it; the node is that call. */
    ARGUMENT,
    /** A loop goes through it; the node is the loop. */
    ITERATED,
    /** A method or lambda returns it. */
    RETURNED,
    /** Compared, concatenated, asserted: looked at, no more. */
    LOOKED_AT,
    /** Anything else; to be taken as kept. */
    KEPT
  }

  /**
   * One step of a value.
   *
   * @param kind what happens to it
   * @param at where, see {@link Kind}
   * @param value the outermost expression that still has the value: parentheses, casts and choices
   *     around the start are part of it
   */
  public record Use(Kind kind, Node at, Expression value) {}

  /** The call that is made on a value. */
  public static Optional<MethodCallExpr> callOn(Node value) {
    return value.getParentNode().orElse(null) instanceof MethodCallExpr call
            && call.getScope().orElse(null) == value
        ? Optional.of(call)
        : Optional.empty();
  }

  static boolean isReceiver(Node value) {
    return callOn(value).isPresent();
  }

  /** Where the value of an expression goes. */
  public Use of(Expression value) {
    Node parent = value.getParentNode().orElse(null);
    if (parent instanceof EnclosedExpr || parent instanceof CastExpr) {
      return of((Expression) parent);
    }
    if (parent instanceof ConditionalExpr choice) {
      return choice.getCondition() == value
          ? new Use(Kind.LOOKED_AT, choice, value)
          : of((Expression) choice);
    }
    if (parent instanceof ExpressionStmt statement) {
      return ofStatement(statement, value);
    }
    if (parent instanceof YieldStmt) {
      return switchAround(parent).map(this::of).orElse(new Use(Kind.KEPT, parent, value));
    }
    if (parent instanceof ForStmt loop) {
      boolean condition = loop.getCompare().filter(c -> c == value).isPresent();
      return new Use(condition ? Kind.LOOKED_AT : Kind.DROPPED, loop, value);
    }
    if (parent instanceof VariableDeclarator variable) {
      boolean field = variable.getParentNode().orElse(null) instanceof FieldDeclaration;
      return new Use(field ? Kind.FIELD : Kind.LOCAL, variable, value);
    }
    if (parent instanceof AssignExpr assignment && assignment.getValue() == value) {
      return ofAssignment(assignment, value);
    }
    if (parent instanceof MethodCallExpr call) {
      return new Use(isReceiver(value) ? Kind.RECEIVER : Kind.ARGUMENT, call, value);
    }
    if (parent instanceof ObjectCreationExpr creation
        && creation.getArguments().stream().anyMatch(a -> a == value)) {
      return new Use(Kind.ARGUMENT, creation, value);
    }
    if (parent instanceof InstanceOfExpr test && test.getPattern().isPresent()) {
      Node pattern = test.getPattern().get();
      return new Use(pattern instanceof TypePatternExpr ? Kind.LOCAL : Kind.KEPT, pattern, value);
    }
    return new Use(kindUnder(parent, value), parent, value);
  }

  private static Kind kindUnder(Node parent, Expression value) {
    if (parent instanceof ReturnStmt) {
      return Kind.RETURNED;
    }
    if (parent instanceof ForEachStmt loop && loop.getIterable() == value) {
      return Kind.ITERATED;
    }
    if (parent instanceof ArrayInitializerExpr) {
      return Kind.KEPT;
    }
    boolean looks =
        parent instanceof BinaryExpr
            || parent instanceof InstanceOfExpr
            || parent instanceof AssertStmt
            || parent instanceof SynchronizedStmt;
    return looks ? Kind.LOOKED_AT : Kind.KEPT;
  }

  private Use ofStatement(ExpressionStmt statement, Expression value) {
    Node around = statement.getParentNode().orElse(null);
    if (around instanceof LambdaExpr lambda) {
      // An unknown place may well want the value: silent on the unknown.
      Optional<FunctionType> place = types.functionTypeOf(lambda);
      Kind kind =
          place.isEmpty() || !place.get().returns().isKnown()
              ? Kind.KEPT
              : place.get().returns().isVoid() ? Kind.DROPPED : Kind.RETURNED;
      return new Use(kind, lambda, value);
    }
    if (around instanceof SwitchEntry entry
        && entry.getType() == SwitchEntry.Type.EXPRESSION
        && entry.getParentNode().orElse(null) instanceof SwitchExpr choice) {
      return of(choice);
    }
    return new Use(Kind.DROPPED, statement, value);
  }

  private Use ofAssignment(AssignExpr assignment, Expression value) {
    boolean goesOn = !(assignment.getParentNode().orElse(null) instanceof ExpressionStmt);
    Expression target = assignment.getTarget();
    if (goesOn) {
      Use further = of(assignment);
      if (further.kind() != Kind.DROPPED) {
        return further;
      }
    }
    if (target instanceof ArrayAccessExpr) {
      return new Use(Kind.ELEMENT, target, value);
    }
    Optional<Node> local =
        target instanceof NameExpr name ? Bindings.findLocal(name) : Optional.empty();
    return local
        .map(declaration -> new Use(Kind.LOCAL, declaration, value))
        .orElseGet(() -> new Use(Kind.FIELD, target, value));
  }

  private static Optional<SwitchExpr> switchAround(Node node) {
    Node around = node.getParentNode().orElse(null);
    while (around != null && !(around instanceof SwitchExpr)) {
      around = around.getParentNode().orElse(null);
    }
    return Optional.ofNullable((SwitchExpr) around);
  }
}
