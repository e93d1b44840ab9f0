//! The lists of what an SVG may contain. What is not named here does not get through.

use std::collections::BTreeSet;
use std::sync::LazyLock;

type Words = LazyLock<BTreeSet<&'static str>>;

/// Elements that draw, group, fill, filter or move.
static ELEMENTS: Words = LazyLock::new(|| {
    words(
        "animate animateMotion animateTransform circle clipPath defs desc ellipse feBlend \
         feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting \
         feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR \
         feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight \
         feSpecularLighting feSpotLight feTile feTurbulence filter g image line linearGradient \
         marker mask mpath path pattern polygon polyline radialGradient rect set stop style svg \
         switch symbol text textPath title tspan use",
    )
});

/// Attributes whose value is a name or plain words and is never read as anything else.
static NAMES: Words = LazyLock::new(|| {
    words("aria-hidden aria-label class id lang role systemLanguage xml:lang xml:space")
});

/// Attributes that have a meaning of their own. `href` and `style` are looked at elsewhere.
static ATTRIBUTES: Words = LazyLock::new(|| {
    words(
        "accumulate additive amplitude attributeName attributeType azimuth baseFrequency begin \
         bias by calcMode clipPathUnits cx cy d diffuseConstant divisor dur dx dy edgeMode \
         elevation end exponent filterUnits fr from fx fy gradientTransform gradientUnits \
         height in in2 intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength keyPoints keySplines \
         keyTimes lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth \
         maskContentUnits maskUnits max media method min mode numOctaves offset operator order \
         orient origin path pathLength patternContentUnits patternTransform patternUnits points \
         pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits r \
         radius refX refY repeatCount repeatDur requiredExtensions requiredFeatures restart \
         result rotate rx ry scale seed side slope spacing specularConstant specularExponent \
         spreadMethod startOffset stdDeviation stitchTiles surfaceScale tableValues targetX \
         targetY textLength to transform transform-origin type values version viewBox width x \
         x1 x2 xChannelSelector y y1 y2 yChannelSelector z zoomAndPan",
    )
});

/// Properties, which may stand as attributes, in `style` and in style sheets.
static PROPERTIES: Words = LazyLock::new(|| {
    words(
        "alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation \
         color-interpolation-filters color-rendering cursor cx cy d direction display dominant- \
         baseline enable-background fill fill-opacity fill-rule filter flood-color flood- \
         opacity font font-family font-feature-settings font-kerning font-size font-size-adjust \
         font-stretch font-style font-variant font-weight height image-rendering isolation \
         kerning letter-spacing lighting-color line-height marker marker-end marker-mid marker- \
         start mask mask-type mix-blend-mode opacity overflow paint-order pointer-events r rx \
         ry shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset \
         stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text- \
         align text-anchor text-decoration text-indent text-orientation text-rendering text- \
         transform transform transform-box transform-origin unicode-bidi vector-effect \
         visibility white-space width word-spacing writing-mode x y",
    )
});

/// Functions that may stand in a value, in lower case; `url` is looked at more closely.
static FUNCTIONS: Words = LazyLock::new(|| {
    words(
        "blur brightness calc circle contrast cubic-bezier drop-shadow ellipse grayscale hsl hsla \
        hue-rotate inset invert matrix matrix3d max min opacity path perspective polygon rgb \
        rgba rotate rotate3d saturate scale scale3d scalex scaley sepia skew skewx skewy steps \
        translate translate3d translatex translatey url",
    )
});

fn words(text: &'static str) -> BTreeSet<&'static str> {
    text.split(' ').collect()
}

/// The element of that name, if it may stay.
pub(super) fn element(name: &[u8]) -> Option<&'static str> {
    ELEMENTS.get(std::str::from_utf8(name).ok()?).copied()
}

/// The attribute of that name whose value needs no look.
pub(super) fn name(name: &str) -> Option<&'static str> {
    NAMES.get(name).copied()
}

/// The attribute or property of that name whose value must be looked at.
pub(super) fn attribute(name: &str) -> Option<&'static str> {
    ATTRIBUTES.get(name).copied().or_else(|| property(name))
}

/// The property of that name.
pub(super) fn property(name: &str) -> Option<&'static str> {
    PROPERTIES.get(name).copied()
}

/// Whether a function may stand in a value.
pub(super) fn is_function(name: &str) -> bool {
    FUNCTIONS.contains(name)
}
