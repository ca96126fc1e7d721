package dev.belay.linter.facts;

import com.github.javaparser.ast.DataKey;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.CompactConstructorDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.InstanceOfExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.PatternExpr;
import com.github.javaparser.ast.expr.RecordPatternExpr;
import com.github.javaparser.ast.expr.TypePatternExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.nodeTypes.SwitchNode;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SwitchEntry;
import com.github.javaparser.ast.stmt.TryStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which local declaration a simple name stands for (JLS 6.3), and where a local is used. Fields are
 * found through the types: see {@link Types#fieldOf}. Without state.
 */
public final class Bindings {

  /** The names of a type's fields, kept with its declaration. */
  private static final DataKey<Set<String>> FIELDS = new DataKey<>() {};

  private Bindings() {}

  /**
   * The local variable, parameter or pattern variable that a simple name stands for.
   *
   * @return a {@link VariableDeclarator}, {@link Parameter} or {@link TypePatternExpr}; empty where
   *     the name is a field's, a type's or unknown
   */
  public static Optional<Node> findLocal(NameExpr name) {
    return findLocal(name.getNameAsString(), name);
  }

  /** The same for a name that stands, or might stand, at a node. */
  public static Optional<Node> findLocal(String name, Node at) {
    Node below = at;
    for (Node node = at.getParentNode().orElse(null);
        node != null;
        below = node, node = node.getParentNode().orElse(null)) {
      Node found = declaredBy(node, below, name);
      if (found != null) {
        return Optional.of(found);
      }
      // A field of this body hides the locals around it.
      if (declaresField(node, name)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /**
   * Names that stand for a local variable, its declaration left out.
   *
   * @param declaration as {@link #findLocal} gives it
   * @return in order of the text; may be empty
   */
  public static List<NameExpr> usesOf(Node declaration) {
    String name = nameOf(declaration);
    List<NameExpr> uses = new ArrayList<>();
    Node scope = declaration;
    while (scope.getParentNode().isPresent()
        && !(scope instanceof CallableDeclaration<?>)
        && !(scope instanceof TypeDeclaration<?>)) {
      scope = scope.getParentNode().get();
      if (scope instanceof BlockStmt && !(declaration instanceof Parameter)) {
        break;
      }
    }
    collect(scope, name, declaration, uses);
    return uses;
  }

  /** The name a declaration gives. */
  public static String nameOf(Node declaration) {
    if (declaration instanceof VariableDeclarator variable) {
      return variable.getNameAsString();
    }
    return declaration instanceof Parameter parameter
        ? parameter.getNameAsString()
        : ((TypePatternExpr) declaration).getNameAsString();
  }

  /** The name of the variable or field that an expression means, whosever it is; else empty. */
  static String nameUsed(Expression use) {
    if (use instanceof FieldAccessExpr field) {
      return field.getNameAsString();
    }
    return use instanceof NameExpr name ? name.getNameAsString() : "";
  }

  private static void collect(Node node, String name, Node declaration, List<NameExpr> into) {
    if (node instanceof NameExpr use
        && use.getNameAsString().equals(name)
        && findLocal(use).filter(d -> d == declaration).isPresent()) {
      into.add(use);
    }
    for (Node child : node.getChildNodes()) {
      collect(child, name, declaration, into);
    }
  }

  private static Node declaredBy(Node node, Node below, String name) {
    if (node instanceof BlockStmt block) {
      return inStatements(block.getStatements(), below, name);
    }
    if (node instanceof SwitchEntry entry) {
      Node found = inStatements(entry.getStatements(), below, name);
      return found != null ? found : inPatterns(entry.getLabels(), name);
    }
    if (node instanceof SwitchNode choice && below instanceof SwitchEntry) {
      // Statement groups share one block: a local of an earlier group is in scope (JLS 14.11).
      for (SwitchEntry entry : choice.getEntries()) {
        if (entry == below) {
          return null;
        }
        Node found = inStatements(entry.getStatements(), null, name);
        if (found != null) {
          return found;
        }
      }
      return null;
    }
    if (node instanceof ForStmt loop) {
      Node found = inExpressions(loop.getInitialization(), below, name);
      return found != null
          ? found
          : loop.getCompare().map(c -> c == below ? null : inCondition(c, name)).orElse(null);
    }
    if (node instanceof ForEachStmt loop) {
      return below == loop.getBody()
          ? inExpressions(List.of(loop.getVariable()), below, name)
          : null;
    }
    if (node instanceof TryStmt attempt) {
      boolean inside = below == attempt.getTryBlock() || attempt.getResources().contains(below);
      return inside ? inExpressions(attempt.getResources(), below, name) : null;
    }
    if (node instanceof CatchClause handler) {
      return named(handler.getParameter(), name);
    }
    if (node instanceof LambdaExpr lambda) {
      return inParameters(lambda.getParameters(), name);
    }
    if (node instanceof CallableDeclaration<?> callable) {
      return inParameters(callable.getParameters(), name);
    }
    if (node instanceof CompactConstructorDeclaration constructor) {
      return constructor
          .getParentNode()
          .filter(RecordDeclaration.class::isInstance)
          .map(r -> inParameters(((RecordDeclaration) r).getParameters(), name))
          .orElse(null);
    }
    return byPattern(node, below, name);
  }

  /** Pattern variables in scope where a condition held or failed (JLS 6.3.1, 6.3.2). */
  private static Node byPattern(Node node, Node below, String name) {
    if (node instanceof IfStmt choice && below != choice.getCondition()) {
      return inCondition(choice.getCondition(), name);
    }
    if (node instanceof WhileStmt loop && below != loop.getCondition()) {
      return inCondition(loop.getCondition(), name);
    }
    if (node instanceof BinaryExpr binary && below == binary.getRight()) {
      return inCondition(binary.getLeft(), name);
    }
    if (node instanceof com.github.javaparser.ast.expr.ConditionalExpr choice
        && below != choice.getCondition()) {
      return inCondition(choice.getCondition(), name);
    }
    return null;
  }

  private static Node inStatements(List<Statement> statements, Node below, String name) {
    Node found = null;
    for (Statement statement : statements) {
      if (statement == below) {
        break;
      }
      if (statement instanceof ExpressionStmt expression) {
        Node here = inExpressions(List.of(expression.getExpression()), null, name);
        found = here != null ? here : found;
      } else if (statement instanceof IfStmt choice) {
        // if (!(x instanceof T t)) return; introduces t behind it.
        Node here = inCondition(choice.getCondition(), name);
        found = here != null && found == null ? here : found;
      }
    }
    return found;
  }

  private static Node inExpressions(
      List<? extends Expression> expressions, Node below, String name) {
    for (Expression expression : expressions) {
      if (expression instanceof VariableDeclarationExpr declaration) {
        for (VariableDeclarator variable : declaration.getVariables()) {
          if (variable.getNameAsString().equals(name)) {
            return variable;
          }
        }
      }
      if (expression == below) {
        return null;
      }
    }
    return null;
  }

  private static Node inParameters(List<Parameter> parameters, String name) {
    for (Parameter parameter : parameters) {
      if (parameter.getNameAsString().equals(name)) {
        return parameter;
      }
    }
    return null;
  }

  private static Node named(Parameter parameter, String name) {
    return parameter.getNameAsString().equals(name) ? parameter : null;
  }

  private static Node inCondition(Expression condition, String name) {
    if (condition instanceof InstanceOfExpr test) {
      return test.getPattern().map(p -> inPattern(p, name)).orElse(null);
    }
    if (condition instanceof BinaryExpr binary) {
      Node left = inCondition(binary.getLeft(), name);
      return left != null ? left : inCondition(binary.getRight(), name);
    }
    if (condition instanceof EnclosedExpr enclosed) {
      return inCondition(enclosed.getInner(), name);
    }
    return condition instanceof UnaryExpr unary ? inCondition(unary.getExpression(), name) : null;
  }

  private static Node inPatterns(List<Expression> labels, String name) {
    for (Expression label : labels) {
      if (label instanceof PatternExpr pattern) {
        Node found = inPattern(pattern, name);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static Node inPattern(Node pattern, String name) {
    if (pattern instanceof TypePatternExpr typed) {
      return typed.getNameAsString().equals(name) ? typed : null;
    }
    if (pattern instanceof RecordPatternExpr record) {
      for (Node part : record.getPatternList()) {
        Node found = inPattern(part, name);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static boolean declaresField(Node node, String name) {
    List<BodyDeclaration<?>> members = Calls.membersOf(node);
    return !members.isEmpty() && fieldsOf(node, members).contains(name);
  }

  // Nearly every name in a file comes by here, and generated types have fields by the thousand.
  private static Set<String> fieldsOf(Node type, List<BodyDeclaration<?>> members) {
    if (type.containsData(FIELDS)) {
      return type.getData(FIELDS);
    }
    Set<String> fields = new HashSet<>();
    for (BodyDeclaration<?> member : members) {
      if (member instanceof FieldDeclaration field) {
        field.getVariables().forEach(variable -> fields.add(variable.getNameAsString()));
      }
    }
    type.setData(FIELDS, fields);
    return fields;
  }
}
