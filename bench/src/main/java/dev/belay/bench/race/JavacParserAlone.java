package dev.belay.bench.race;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Has javac parse every file, each in a task of its own so that trees are dropped. */
final class JavacParserAlone {

  private JavacParserAlone() {}

  public static void main(String[] arguments) throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    int types = 0;
    try (StandardJavaFileManager files =
        javac.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      for (Path source : Course.sources(Path.of(arguments[0]))) {
        JavacTask task =
            (JavacTask)
                javac.getTask(
                    null,
                    files,
                    null,
                    List.of("-proc:none"),
                    null,
                    files.getJavaFileObjects(source));
        for (CompilationUnitTree unit : task.parse()) {
          types += unit.getTypeDecls().size();
        }
      }
    }
    System.out.println(types + " top-level types");
  }
}
