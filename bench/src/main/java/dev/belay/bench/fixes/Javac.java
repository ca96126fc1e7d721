package dev.belay.bench.fixes;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The compiler of the JDK at hand, over texts of a library. */
final class Javac {

  private final List<Path> classPath;
  private final int level;

  /**
   * A compiler.
   *
   * @param classPath jars
   * @param level the language's version; the JDK's own classes stay those of the JDK at hand
   */
  Javac(List<Path> classPath, int level) {
    this.classPath = classPath;
    this.level = level;
  }

  /**
   * Compiles without writing classes.
   *
   * @param texts by path
   * @return how often each error is in each file: path and message, without the line, which moves;
   *     sources that lack a dependency have some before any fix
   */
  Map<String, Long> errorsIn(Map<String, String> texts) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(found, Locale.ROOT, null)) {
      files.setLocationFromPaths(javax.tools.StandardLocation.CLASS_PATH, classPath);
      String version = Integer.toString(level);
      List<String> options =
          List.of(
              "-proc:none",
              "-nowarn",
              "-source",
              version,
              "-target",
              version,
              "-Xmaxerrs",
              "100000",
              // One broken file must not keep the others from being looked at.
              "-XDshould-stop.ifError=FLOW",
              "-implicit:none",
              "-d",
              System.getProperty("java.io.tmpdir"));
      List<Text> units =
          texts.entrySet().stream().map(e -> new Text(e.getKey(), e.getValue())).toList();
      compiler.getTask(null, new NoClasses(files), found, options, null, units).call();
    }
    Map<String, Long> errors = new TreeMap<>();
    for (Diagnostic<? extends JavaFileObject> diagnostic : found.getDiagnostics()) {
      if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
        String file = diagnostic.getSource() == null ? "" : diagnostic.getSource().getName();
        errors.merge(file + ": " + diagnostic.getMessage(Locale.ROOT), 1L, Long::sum);
      }
    }
    return errors;
  }

  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(String path, String text) {
      super(URI.create("string:///" + path.replace(' ', '_')), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
