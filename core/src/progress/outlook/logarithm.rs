//! A logarithm and an exponential that are quick, and bit for bit the same on every machine.

/// Natural logarithm of a number above 0, to 3e-7.
#[inline]
pub(super) fn ln(x: f64) -> f64 {
    let bits = x.to_bits();
    let exponent = ((bits >> 52) as i64 - 1023) as f64;
    // Mantissa between 1 and 2, moved to 0.7-1.4, where the series below is short.
    let mantissa = f64::from_bits((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
    let (mantissa, exponent) =
        if mantissa > std::f64::consts::SQRT_2 { (0.5 * mantissa, exponent + 1.0) } else { (mantissa, exponent) };
    let s = (mantissa - 1.0) / (mantissa + 1.0);
    let q = s * s;
    exponent * std::f64::consts::LN_2 + 2.0 * s * (1.0 + q * (1.0 / 3.0 + q * (0.2 + q / 7.0)))
}

/// Exponential, to 1 part in a million; 0 below -700, and the value at 700 above.
#[inline]
pub(super) fn exp(x: f64) -> f64 {
    if x < -700.0 {
        return 0.0;
    }
    let y = x.min(700.0) * std::f64::consts::LOG2_E;
    let whole = (y + 0.5).floor();
    let r = (y - whole) * std::f64::consts::LN_2;
    let series = 1.0 + r * (1.0 + r * (0.5 + r * (1.0 / 6.0 + r * (1.0 / 24.0 + r * (1.0 / 120.0 + r / 720.0)))));
    series * f64::from_bits(((whole as i64 + 1023) as u64) << 52)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_agree_with_the_slow_ones() {
        for n in -600..600 {
            let x = f64::from(n) * 0.37;
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-6, "exp {x}");
            let y = (f64::from(n) * 0.1).exp();
            assert!((ln(y) - y.ln()).abs() < 1e-6, "ln {y}");
        }
        assert!(exp(-1e9) < 1e-300);
        assert!(exp(1e9).is_finite());
    }
}
