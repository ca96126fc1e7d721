assert new File(basedir, 'build.log').text.contains('belay: mended 1 finding')
assert new File(basedir, 'src/main/java/com/example/Worker.java').text.contains('private volatile boolean stopped;')
