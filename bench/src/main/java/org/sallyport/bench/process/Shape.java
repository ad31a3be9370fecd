package org.sallyport.bench.process;

/// How many ask at once.
///
/// @param depth questions under way on each connection
record Shape(int connections, int depth) {
    static Shape of(int connections) {
        return new Shape(connections, 1);
    }

    String text() {
        return depth == 1 ? Integer.toString(connections) : connections + " × " + depth;
    }
}
