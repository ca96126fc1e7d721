package dev.belay.rules.remedy;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import dev.belay.linter.facts.Bindings;
import dev.belay.linter.facts.Flow;
import dev.belay.linter.facts.Uses;
import dev.belay.linter.rule.RuleContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A local variable with an executor that is made for one start, which is to go elsewhere.
 *
 * @param declaration which declares it and nothing else
 * @param ends all else that is said of it: calls that end it, or have to do with its end
 */
record IdleLocal(ExpressionStmt declaration, List<MethodCallExpr> ends) {

  /**
   * The variable that a start names as its executor; empty where other starts use it, or other
   * passes of a loop.
   */
  static Optional<IdleLocal> of(Expression executor, RuleContext context) {
    if (!(executor instanceof NameExpr name)
        || !(Bindings.findLocal(name).orElse(null) instanceof VariableDeclarator variable)
        || variable.getInitializer().filter(context.facts().executors()::isCreation).isEmpty()
        || !(variable.getParentNode().orElse(null) instanceof VariableDeclarationExpr all)
        || all.getVariables().size() != 1
        || !(all.getParentNode().orElse(null) instanceof ExpressionStmt declaration)
        || Around.find(Statement.class, executor)
            .filter(start -> Flow.areSiblings(start, declaration))
            .isEmpty()) {
      return Optional.empty();
    }
    List<MethodCallExpr> ends = new ArrayList<>();
    for (NameExpr use : Bindings.usesOf(variable)) {
      Optional<MethodCallExpr> end = Uses.callOn(use).filter(EndingCode::isAboutEnd);
      if (use != name && end.isEmpty()) {
        return Optional.empty();
      }
      end.ifPresent(ends::add);
    }
    return Optional.of(new IdleLocal(declaration, ends));
  }

  /**
   * Whether it can go with all that is said of it.
   *
   * @param repeats whether what is started goes on and on, till the executor is shut down
   */
  boolean mayGo(boolean repeats) {
    return repeats ? ends.isEmpty() : ends.stream().allMatch(this::isPlainEnd);
  }

  private boolean isPlainEnd(MethodCallExpr end) {
    Node line = end.getParentNode().orElse(null);
    return end.getNameAsString().equals("shutdown")
        && line instanceof ExpressionStmt
        && Flow.areSiblings(line, declaration);
  }

  /** What goes. */
  List<Statement> statements() {
    List<Statement> going = new ArrayList<>(List.of(declaration));
    ends.forEach(end -> going.add((Statement) end.getParentNode().orElseThrow()));
    return going;
  }
}
