//! A small seeded source of random numbers, so that every journey comes back from its seed alone.

/// Random numbers from one seed (xoshiro256++, seeded by splitmix64).
#[derive(Clone, Debug)]
pub(crate) struct Seeded {
    state: [u64; 4],
    tape: Option<Tape>,
}

/// Numbers that were drawn and are to be drawn again.
#[derive(Clone, Debug, Default)]
struct Tape {
    numbers: Vec<f64>,
    at: usize,
}

impl Seeded {
    /// Starts from a seed; near seeds give unrelated numbers.
    pub(crate) fn new(seed: u64) -> Self {
        let mut at = seed;
        let state = std::array::from_fn(|_| {
            at = at.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut z = at;
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            z ^ (z >> 31)
        });
        Self { state, tape: None }
    }

    /// The same, keeping all that it draws: rewound, it draws the same again, but for what was changed between.
    pub(crate) fn taped(seed: u64) -> Self {
        Self { tape: Some(Tape::default()), ..Self::new(seed) }
    }

    /// Back to the start of the tape.
    pub(crate) fn rewind(&mut self) {
        if let Some(tape) = &mut self.tape {
            tape.at = 0;
        }
    }

    /// The numbers drawn so far, to be changed before they are drawn again.
    pub(crate) fn numbers(&mut self) -> &mut [f64] {
        match &mut self.tape {
            Some(tape) => &mut tape.numbers[..tape.at],
            None => &mut [],
        }
    }

    fn next(&mut self) -> u64 {
        let s = &mut self.state;
        let out = s[0].wrapping_add(s[3]).rotate_left(23).wrapping_add(s[0]);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        out
    }

    /// Even between 0 and 1.
    pub(crate) fn unit(&mut self) -> f64 {
        if let Some(tape) = &mut self.tape
            && let Some(number) = tape.numbers.get(tape.at)
        {
            tape.at += 1;
            return *number;
        }
        let fresh = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        if let Some(tape) = &mut self.tape {
            tape.numbers.push(fresh);
            tape.at += 1;
        }
        fresh
    }

    /// Even between two bounds.
    pub(crate) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// Even on the log scale between two bounds above 0.
    pub(crate) fn between_logs(&mut self, low: f64, high: f64) -> f64 {
        self.between(low.ln(), high.ln()).exp()
    }

    /// True with this chance.
    pub(crate) fn chance(&mut self, p: f64) -> bool {
        self.unit() < p
    }

    /// Normal with mean 0 and standard deviation 1.
    pub(crate) fn normal(&mut self) -> f64 {
        let r = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
        r * (std::f64::consts::TAU * self.unit()).cos()
    }

    /// Place in a list of weights.
    pub(crate) fn pick(&mut self, weights: &[f64]) -> usize {
        let mut left = self.unit() * weights.iter().sum::<f64>();
        for (at, w) in weights.iter().enumerate() {
            left -= w;
            if left < 0.0 {
                return at;
            }
        }
        weights.len() - 1
    }
}
