package dev.belay.bench.mutation;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells conditions that ask whether to stop from conditions that look at the work. Names may decide
 * here, as they may not in a rule: a mutant is made from code that a reviewer has read.
 */
final class StopTest {

  private static final Pattern STATE =
      Pattern.compile(
          "(?i)(is|has|get)?_?.*(interrupted|stop|running|clos|shutdown|start|cancel|dispos|alive"
              + "|active|terminat|destroy|quit|exit|toStop).*");
  private static final Set<String> READS =
      Set.of("get", "getAcquire", "getOpaque", "getPlain", "booleanValue");

  private StopTest() {}

  /** Whether every operand of a condition asks for a stop. */
  static boolean isWholly(Expression condition) {
    if (condition instanceof EnclosedExpr enclosed) {
      return isWholly(enclosed.getInner());
    }
    if (condition instanceof UnaryExpr unary) {
      return unary.getOperator() == UnaryExpr.Operator.LOGICAL_COMPLEMENT
          && isWholly(unary.getExpression());
    }
    if (condition instanceof BinaryExpr binary) {
      return switch (binary.getOperator()) {
        case AND, OR -> isWholly(binary.getLeft()) && isWholly(binary.getRight());
        case EQUALS, NOT_EQUALS -> isState(binary.getLeft()) && isConstant(binary.getRight());
        default -> false;
      };
    }
    return isState(condition);
  }

  private static boolean isState(Expression read) {
    if (read instanceof EnclosedExpr enclosed) {
      return isState(enclosed.getInner());
    }
    if (read instanceof NameExpr name) {
      return STATE.matcher(name.getNameAsString()).matches()
          && !Scopes.isLocal(name.getNameAsString(), name);
    }
    if (read instanceof FieldAccessExpr field) {
      return STATE.matcher(field.getNameAsString()).matches();
    }
    if (read instanceof MethodCallExpr call && call.getArguments().isEmpty()) {
      return READS.contains(call.getNameAsString())
          ? call.getScope().map(StopTest::isState).orElse(false)
          : STATE.matcher(call.getNameAsString()).matches();
    }
    return false;
  }

  private static boolean isConstant(Expression value) {
    String last =
        value instanceof FieldAccessExpr field
            ? field.getNameAsString()
            : value instanceof NameExpr name ? name.getNameAsString() : "";
    return value instanceof BooleanLiteralExpr
        || !last.isEmpty() && last.equals(last.toUpperCase(java.util.Locale.ROOT));
  }
}
