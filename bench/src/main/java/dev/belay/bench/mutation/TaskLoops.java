package dev.belay.bench.mutation;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.WhileStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Loops in the {@code run} of a type that says in its own header, or where it is made, that it is a
 * task: surely a task's, whatever the linter makes of it.
 */
final class TaskLoops {

  private static final Set<String> TASKS = Set.of("Runnable", "Thread");

  private TaskLoops() {}

  /** In the order of the text. */
  static List<Statement> of(ParsedFile file) {
    List<Statement> loops = new ArrayList<>();
    for (MethodDeclaration method : file.tree().findAll(MethodDeclaration.class)) {
      if (isTaskBody(method)) {
        Scopes.within(method.getBody().orElseThrow(), Statement.class).stream()
            .filter(TaskLoops::isLoop)
            .forEach(loops::add);
      }
    }
    return loops;
  }

  /** Whether a node is a loop that may go on for ever; one over a collection ends with it. */
  static boolean isLoop(Node node) {
    return node instanceof WhileStmt || node instanceof DoStmt || node instanceof ForStmt;
  }

  private static boolean isTaskBody(MethodDeclaration method) {
    if (!method.getNameAsString().equals("run")
        || !method.getParameters().isEmpty()
        || method.getBody().isEmpty()) {
      return false;
    }
    Node owner = method.getParentNode().orElseThrow();
    if (owner instanceof ObjectCreationExpr creation) {
      return TASKS.contains(creation.getType().getNameAsString());
    }
    return owner instanceof ClassOrInterfaceDeclaration declared
        && Stream.concat(
                declared.getExtendedTypes().stream(), declared.getImplementedTypes().stream())
            .anyMatch(type -> TASKS.contains(type.getNameAsString()));
  }
}
