package dev.belay.linter.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.javaparser.ParseResult;
import com.github.javaparser.ast.CompilationUnit;
import dev.belay.linter.source.Parsing;
import dev.belay.linter.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Facts from tokens against those from trees. */
class TokenFactsTest {

  @Test
  void everySourceOfThisCheckoutGivesTheSameFacts() throws IOException {
    List<Path> sources;
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      sources =
          files
              .filter(f -> f.toString().endsWith(".java") && f.toString().contains("src"))
              .toList();
    }
    assertTrue(sources.size() > 400, "only " + sources.size() + " sources");
    int sure = 0;
    for (Path source : sources) {
      String text = Files.readString(source);
      Optional<List<TypeFacts>> read = read(text);
      if (read.isPresent() && parse(text).isSuccessful()) {
        assertEquals(fromTree(text), read.get(), source::toString);
        sure++;
      }
    }
    assertTrue(sure > sources.size() * 95 / 100, sure + " of " + sources.size() + " were told");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "package p;",
        "@Deprecated package p.q; ; import a.B; import a.b.*; import static c.D.e; import static"
            + " c.D.*; import module m.n; class X { }",
        "/** A. */ @A @B(c = {1, 2}) @d.E.F public abstract strictfp class X<T extends @A Y<T> & Z,"
            + " @A U> extends p.Q<T, ? super U[]>.R implements S, @A T<?> { } ; interface Y extends"
            + " A, B<? extends C> { }",
        "sealed class X permits Y, Z { } non-sealed class Y extends X { } final class Z extends X {"
            + " non-sealed interface W { } }",
        "class X { int a, b[] = {1, 2}, c = 3, d[][]; static final java.util.Map<A, B[]>[] e[] ="
            + " null; volatile @A int @B [] f; transient List<? extends @A C> g; }",
        "class X { Map<A, B> a = new HashMap<A, B>(), b; Object c = f(1, 2), d = (x, y) -> f(x, y),"
            + " e; int g = 1 < 2 ? 3 : 4; boolean h = 1 > 2; int i = 8 >> 1; }",
        "class X { Function<A, Map<B, C>> a = new F<A, Map<B, C>>() { int c, d; }, e = x -> { f(); };"
            + " String s = \"a, b; c\"; char c = ';', d = '\\''; }",
        "class X { X() { } <T> X(int a) throws E, p.F { this(); } @A public X(final @B int... b) { } }",
        "class X { native void a(); abstract <T extends A<T>> T[] b(int c[], String[]... d)[] throws"
            + " E; synchronized static <T> @A T c() { return d(); } default int e() { return 1; } }",
        "class X { { a(); } static { int b; } ; class Y { class Z { } } enum V { } record W() { }"
            + " @interface U { } interface T { } int z; }",
        "enum X implements Y, Z<A> { A, @B C(1, 2) { void d() { } int e; }, F { }, ; int g; X() { }"
            + " void h() { } } enum Y { A, B } enum Z { ; static int a; } enum W { A { }, }",
        "record X(int a, String... b) { X { a = 1; } static int c; int d() { return a; } public int"
            + " a() { return a; } int a(int b) { return b; } record Y<T>(@A T t) implements Z<T> {"
            + " Y(T t, int u) { this(t); } } }",
        "@interface X { int a(); String[] b() default {\"c\", \"d\"}; Class<?> e() default int.class;"
            + " int F = 1; class G { } @H I j() default @H(k = 1); }",
        "interface X<T> { int A = 1; void b(); default void c() { } static int d() { return 1; }"
            + " private void e() { } abstract void f(); class Y { void g() { } } interface Z { } }",
        "class record { } class X { record a; int record; int sealed() { return record; } var v; }",
        "class X {\r\n int a;\r int b;\n\n\t/* \n */ void\n c() { \"\"\"\n \n\"\"\".d(); }\n int e; }",
        "class X { /* \u00e4 */ String a = \"\u00fc\"; // \u00df\n int b; }",
      })
  void declarationsOfAllKinds(String text) {
    assertEquals(fromTree(text), read(text).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "void main() { }",
        "module m { requires a; }",
        "class \u00c4 { }",
        "class X { int \\u0041; }",
        "class X { void a(X this) { } }",
        "class X { void a(Y X.this) { } }",
        "class X { boolean a = b < c, d = e > f; }",
        "class X { boolean a = b < c, d; }",
        "class X { int a = 8 >> b, c; }",
      })
  void leavesTheRestToTheTree(String text) {
    assertTrue(read(text).isEmpty(), text);
    assertEquals(fromTree(text), SourceIndex.read("X.java", text.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class",
        "class X",
        "class X {",
        "class X { int",
        "class X { int a =",
        "class X { void a(",
        "class X { void a() {",
        "class X { a() { } }",
        "enum X { A B }",
        "@",
        "@A(",
        "import",
        "non -",
        "package",
        "class X<T",
        "class X { @interface",
        "}}}",
        "((",
        "\u0000"
      })
  void givesUpOnWhatIsNoJava(String text) {
    assertTrue(read(text).isEmpty(), text);
  }

  /** Bodies of all that there is to put together; methods that tell a trait are a tenth. */
  @Test
  void bodiesOfAllKinds() {
    List<String> declarations =
        List.of(
            "",
            "T p = x;",
            "T x;",
            "T x = f;",
            "T x = this.f;",
            "T x = X.this.f;",
            "T x = null;",
            "T x = make();",
            "final var x = f, y = this.f;",
            "int a, x;",
            "int y = 1, x = f;",
            "int y, x, z = 2;",
            "List<T> x = this.f;",
            "T x[] = {f};",
            "T[] x = this.f;",
            "for (T x : list) { }",
            "for (int i, x, j = 0; ; ) { break; }",
            "try (T x = this.f) { }",
            "try { } catch (A | B x) { }",
            "if (o instanceof T x) { }",
            "if (o instanceof P(T x, var y)) { }",
            "run(x -> { return this; });",
            "run((a, x) -> null);",
            "run(a, x, b);",
            "a.x = f; T::x; x();",
            "class L { T x; T y() { return x; } }",
            "new A() { T x() { return y; } };",
            "@A(x = 1) T x = this.f;",
            "class x { }");
    List<String> statements =
        List.of(
            "",
            "x = f;",
            "x = p;",
            "x = this.f;",
            "x = null;",
            "p = this.f;",
            "x <<= 2;",
            "x >>>= this.f;",
            "x += this.f;",
            "x[0] = f;",
            "while ((x = f) != null) { }",
            "if (a > x) { b = x; }",
            "if (c) { return this; }",
            "if (c) return x; else return null;",
            "do { return f; } while (c);",
            "l: { return x; }",
            "switch (c) { case 1: return x; default: { return this.f; } }",
            "switch (c) { case 1, 2 -> { return x; } case T t when t.a() -> { return p; }"
                + " default -> { } }",
            "int s = switch (c) { case 1 -> { yield x; } default -> 2; };",
            "synchronized (x) { return x; }",
            "try { return f; } finally { y(); }",
            "Runnable r = () -> { return; };",
            "Thread.currentThread().interrupt();",
            "if (c) throw e;",
            "int[] i = {1, 2}; { throw e; }");
    List<String> ends =
        List.of(
            "",
            "return x;",
            "return this;",
            "return X.this;",
            "return this.x;",
            "return X.this.x;",
            "return p;",
            "return f;",
            "return null;",
            "return true;",
            "return;",
            "return (x);",
            "return x.y;",
            "return completedFuture(x);",
            "return A.b.failedFuture(e -> { return 1; });",
            "return CompletableFuture.<T>completedFuture(null);",
            "return c ? x : completedFuture(x);",
            "return completedFuture(x).then(y);",
            "return list.stream().map(y -> completedFuture(y));",
            "return switch (c) { case 1 -> x; default -> { yield f; } };",
            "throw e;",
            "throw e;;",
            "throw new E() { T a() { return b; } };",
            "throw switch (c) { case 1 -> e; default -> { yield f; } };",
            "throw f(() -> { return x; });",
            "if (c) return f; else throw e;");
    int told = 0;
    int methods = 0;
    for (String declaration : declarations) {
      for (String statement : statements) {
        List<String> bodies =
            ends.stream()
                .map(end -> "{" + declaration + " " + statement + " " + end + "}")
                .toList();
        String text =
            bodies.stream()
                .map(body -> "T a(T p) " + body)
                .collect(Collectors.joining("\n", "class X {", "}"));
        List<MethodFacts> expected = fromTree(text).get(0).methods();
        List<MethodFacts> read = read(text).orElseThrow().get(0).methods();
        for (int i = 0; i < expected.size(); i++) {
          assertEquals(expected.get(i), read.get(i), bodies.get(i));
          told += read.get(i).traits().isEmpty() ? 0 : 1;
        }
        methods += read.size();
      }
    }
    assertTrue(told * 10 > methods, told + " of " + methods);
  }

  @Test
  void tellsTheTraitsOfGettersAndTheirLikeFromTokens() {
    String text =
        """
        class X {
          T a() { return b; }
          T c() { return this.b; }
          X d(T b) { this.b = b; return this; }
          T e(T b) { return b; }
          T f() { throw new E(); }
          T g() { return null; }
          T h() { T i = make(); return i; }
          T j() { return g() ? g() : h(); }
          void k() { run(() -> { return b; }); }
        }
        """;
    String traits =
        read(text).orElseThrow().get(0).methods().stream()
            .map(method -> method.name() + method.traits())
            .collect(Collectors.joining(" "));
    assertEquals(
        "a[RETURNS_FIELD] c[RETURNS_FIELD] d[RETURNS_THIS] e[RETURNS_PARAMETER]"
            + " f[ALWAYS_THROWS] g[RETURNS_COMPLETED] h[] j[] k[]",
        traits);
  }

  @Test
  void knowsAllModifiers() {
    Set<String> words = Modifiers.WORDS;
    assertEquals(0x10 | 0x8, Modifiers.of("final") | Modifiers.of("static"));
    assertTrue(words.containsAll(Set.of("public", "default", "sealed", "strictfp")), "" + words);
  }

  private static Optional<List<TypeFacts>> read(String text) {
    return TokenFacts.of(text.getBytes(UTF_8), "X.java");
  }

  private static List<TypeFacts> fromTree(String text) {
    return SourceFacts.of(parse(text).getResult().orElseThrow(), SourceText.of("X.java", text));
  }

  private static ParseResult<CompilationUnit> parse(String text) {
    return Parsing.parse(SourceText.of("X.java", text));
  }
}
