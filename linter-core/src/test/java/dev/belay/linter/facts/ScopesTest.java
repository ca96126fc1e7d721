package dev.belay.linter.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.javaparser.ast.expr.Expression;
import org.junit.jupiter.api.Test;

class ScopesTest {

  @Test
  void aScopeIsClosedByWhatRunsWhateverHappens() {
    Snippet snippet =
        Snippet.of(
            """
            import dev.belay.runtime.*;
            class Code {
              private final TaskScope<Void> one = TaskScope.open("a"); // open
              private final TaskScope<Void> other = one;
              void locals() throws Exception {
                try (TaskScope<Void> a = TaskScope.open("b")) { a.joinAll(); }
                TaskScope<Void> b = TaskScope.open("c"); // open
                b.close();
                TaskScope<Void> c = TaskScope.open("d");
                try { c.joinAll(); } finally { c.close(); }
                TaskScope<Void> d = TaskScope.open("e"); // open
                loops(d, 3);
                TaskScope<Void> e = TaskScope.open("f");
                Runnable later = () -> e.close();
              }
              private void loops(TaskScope<Void> scope, int times) {
                if (times > 0) { loops(scope, times - 1); }
              }
            }
            """);
    Scopes scopes = snippet.facts().scopes();
    assertEquals(
        snippet.linesMarked("open"),
        snippet.linesOf(
            Expression.class, made -> scopes.isOpening(made) && !scopes.isClosed(made)));
  }
}
