package org.sallyport.core.asking;

/// How many questions came within some time, by what came of them.
public record Rate(long answered, long refused, long unavailable) {
    public static final Rate NONE = new Rate(0, 0, 0);

    public long questions() {
        return answered + refused + unavailable;
    }

    public Rate plus(Rate other) {
        return new Rate(answered + other.answered, refused + other.refused, unavailable + other.unavailable);
    }
}
