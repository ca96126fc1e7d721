package dev.belay.cli.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What build files say of a file's level and libraries, in the ways in which they are written. */
class BuildFilesTest {

  private static final int UNKNOWN = 0;

  @TempDir private Path root;

  @Test
  void aPomSaysItByPropertyOrByPlugin() throws IOException {
    assertEquals(
        21, pom("<properties><maven.compiler.release>21</maven.compiler.release></properties>"));
    assertEquals(
        8, pom("<properties><maven.compiler.source>1.8</maven.compiler.source></properties>"));
    assertEquals(11, pom(compiler("<release>11</release>")));
    assertEquals(
        11,
        pom("<properties><level>11</level></properties>" + compiler("<source>${level}</source>")));
    assertEquals(
        17,
        pom(
            "<build><pluginManagement><plugins><plugin><artifactId>maven-compiler-plugin</artifactId>"
                + "<configuration><release>17</release></configuration></plugin></plugins>"
                + "</pluginManagement></build>"));
  }

  @Test
  void aReleaseIsStrongerThanASource() throws IOException {
    assertEquals(
        9,
        pom(
            "<properties><maven.compiler.release>9</maven.compiler.release>"
                + "<maven.compiler.source>8</maven.compiler.source></properties>"
                + compiler("<source>7</source>")));
  }

  @Test
  void whatAPomLeavesToTheBuildIsUnknown() throws IOException {
    assertEquals(UNKNOWN, pom(""));
    assertEquals(UNKNOWN, pom(compiler("<release>${java.version}</release>")));
    assertEquals(UNKNOWN, pom("<properties><java.version>17</java.version></properties>"));
    write("pom.xml", "<project><not closed");
    assertEquals(UNKNOWN, levelOf("A.java"));
  }

  @Test
  void springBootsParentTakesItFromItsOwnProperty() throws IOException {
    assertEquals(
        21,
        pom(
            "<parent><groupId>org.springframework.boot</groupId>"
                + "<artifactId>spring-boot-starter-parent</artifactId><version>3.5.0</version>"
                + "<relativePath/></parent><properties><java.version>21</java.version></properties>"));
  }

  @Test
  void modulesInheritFromParentsInTheTree() throws IOException {
    pom("<properties><level>11</level></properties>" + compiler("<release>${level}</release>"));
    String parent = "<parent><groupId>g</groupId><artifactId>a</artifactId></parent>";
    write("one/pom.xml", project(parent));
    write("two/pom.xml", project(parent + "<properties><level>17</level></properties>"));
    write("other/pom.xml", project(parent.replace("<artifactId>a<", "<artifactId>b<")));
    assertEquals(11, levelOf("one/src/main/java/A.java"));
    assertEquals(17, levelOf("two/src/main/java/A.java"));
    assertEquals(UNKNOWN, levelOf("other/src/main/java/A.java"));
    assertEquals(11, levelOf("loose/A.java"));
  }

  @Test
  void parentsAboveTheTopAreNotRead() throws IOException {
    pom("<properties><maven.compiler.release>21</maven.compiler.release></properties>");
    String parent = "<parent><groupId>g</groupId><artifactId>a</artifactId></parent>";
    write("one/pom.xml", project(parent));
    Path one = root.resolve("one");
    assertEquals(UNKNOWN, new BuildFiles(one, one).of("A.java").version().orElse(UNKNOWN));
  }

  @Test
  void gradleSaysItInManyWays() throws IOException {
    assertEquals(8, gradle("sourceCompatibility = 1.8"));
    assertEquals(8, gradle("sourceCompatibility = '1.8' // was 11"));
    assertEquals(11, gradle("java { sourceCompatibility JavaVersion.VERSION_11 }"));
    assertEquals(17, gradle("java {\n  sourceCompatibility = JavaVersion.toVersion(\"17\")\n}"));
    assertEquals(21, gradle("java { toolchain { languageVersion = JavaLanguageVersion.of(21) } }"));
    assertEquals(
        17, gradle("java { toolchain { languageVersion.set(JavaLanguageVersion.of(17)) } }"));
    assertEquals(
        11,
        gradle(
            "java { toolchain { languageVersion = JavaLanguageVersion.of(21) } }\n"
                + "tasks.withType(JavaCompile) { options.release = 11 }"));
    assertEquals(17, gradle("def level = 17\nsourceCompatibility = level"));
    assertEquals(8, gradle("sourceCompatibility = 8\ncompileTestJava.sourceCompatibility = 11"));
    assertEquals(UNKNOWN, gradle("sourceCompatibility = theirs()"));
    assertEquals(UNKNOWN, gradle("// sourceCompatibility = 8\n/* sourceCompatibility = 9 */"));
  }

  @Test
  void aGradleModuleMayLeaveItToThoseAbove() throws IOException {
    write("gradle.properties", "javaLevel=19\n");
    write("build.gradle.kts", "allprojects { java.sourceCompatibility = javaLevel }");
    write("one/build.gradle.kts", "dependencies { }");
    write("two/build.gradle", "sourceCompatibility = 11");
    assertEquals(19, levelOf("one/src/main/java/A.java"));
    assertEquals(11, levelOf("two/src/main/java/A.java"));
  }

  @Test
  void nothingIsKnownWithoutABuildFile() {
    assertEquals(UNKNOWN, levelOf("src/A.java"));
  }

  @Test
  void tellsWhatIsMissing() throws IOException {
    pom("");
    assertFalse(builds().find("A.java").orElseThrow().dependsOn("dev.belay", "runtime"));
    pom(
        "<dependencies><dependency><groupId>dev.belay</groupId><artifactId>runtime</artifactId>"
            + "<version>1</version></dependency></dependencies>");
    BuildFile pom = builds().find("A.java").orElseThrow();
    assertTrue(pom.dependsOn("dev.belay", "runtime"));
    assertTrue(pom.snippet("g", "a", "1").contains("<artifactId>a</artifactId>"));
    Files.delete(root.resolve("pom.xml"));
    gradle("dependencies { implementation 'dev.belay:runtime:1' }");
    assertTrue(builds().find("A.java").orElseThrow().dependsOn("dev.belay", "runtime"));
    gradle("dependencies { implementation group: 'dev.belay', name: 'runtime', version: '1' }");
    assertTrue(builds().find("A.java").orElseThrow().dependsOn("dev.belay", "runtime"));
    gradle("dependencies { implementation 'dev.belay:runtimes:1' }");
    BuildFile gradle = builds().find("A.java").orElseThrow();
    assertFalse(gradle.dependsOn("dev.belay", "runtime"));
    assertEquals("implementation 'g:a:1'\n", gradle.snippet("g", "a", "1"));
  }

  private int pom(String inside) throws IOException {
    write("pom.xml", project(inside));
    return levelOf("src/main/java/A.java");
  }

  private int gradle(String text) throws IOException {
    write("build.gradle", text);
    return levelOf("src/main/java/A.java");
  }

  private static String project(String inside) {
    return "<project><groupId>g</groupId><artifactId>a</artifactId>" + inside + "</project>";
  }

  private static String compiler(String configuration) {
    return "<build><plugins><plugin><artifactId>maven-compiler-plugin</artifactId><configuration>"
        + configuration
        + "</configuration></plugin></plugins></build>";
  }

  private int levelOf(String path) {
    return builds().of(path).version().orElse(UNKNOWN);
  }

  private BuildFiles builds() {
    return new BuildFiles(root, root);
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
