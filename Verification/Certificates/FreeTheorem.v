(* The free theorem of the formula language.

   A formula reads a signal on a group G at positions. A position is a bound site that was moved on the right by
   relative elements; a relative element is built from differences of positions. Two constructs, RAbsolute and
   AbsoluteWindow, break that discipline. This file defines the whole language and its meaning over every group, decides
   by a boolean function whether a formula is well scoped and free of the two, and proves that each such formula is
   equivariant: moving the signal and the positions by one element on the left changes no value.

   A certificate is a formula of this language, the text that it prints as, and one computation of well_scoped. Nothing
   is assumed: the groups, the signals, the parameters and all functions are arbitrary. *)

From Coq Require Import String Bool Arith ZArith List Permutation DecimalString.
Import ListNotations.

(* ---- Syntax ---------------------------------------------------------------------------------------------------- *)

Inductive channel : Type :=
| CVariable (name : string)
| CLiteral (index : nat)
| CInGroup (of : channel) (size : nat) (within : channel).     (* of / size * size + within *)

Inductive site : Type :=
| SVariable (name : string)
| SMoved (origin : site) (by_element : rel)                  (* s r *)
with rel : Type :=
| RVariable (name : string)
| RConstant (name : string)
| RUnit                                                      (* e *)
| RBetween (from to : site)                                  (* s^-1 s' *)
| RProduct (left right : rel)                                (* r r' *)
| RInverse (of : rel)                                        (* r^-1 *)
| RPointPart (of : rel)                                      (* pi_H r *)
| RTranslationPart (of : rel)                                (* pi_X r *)
| RAbsolute (at_site : site).                                (* the position itself: an escape hatch *)

Inductive reduction : Type := Sum | Mean | Max | Min.

(* The domains that bind a relative element. *)
Inductive region : Type := WholeGroup | Translations | PointElements | Window (name : string).

Inductive domain : Type :=
| Sites                                                      (* binds a position *)
| Over (elements : region)                                   (* binds a relative element *)
| AbsoluteWindow (name : string) (at_site : site)            (* an un-turned window: an escape hatch *)
| Channels (count : nat).                                    (* binds a channel index *)

Inductive term : Type :=
| TNumber (numerator : Z) (denominator : positive) (power_of_pi : Z)
| TSignal (index : channel) (at_site : site)
| TParameter (name : string) (at_elements : list rel) (indices : list channel)
| TPointwise (function : string) (argument : term)
| TSum (summands : list term)
| TProduct (factors : list term)
| TReduce (how : reduction) (variable : string) (over : domain) (body : term)
| TSampled (variable : string) (at_site : site) (body : term).  (* the body with the site in place of the variable *)

(* lambda (sites; channels). body; each output index comes with the number of its values. *)
Record formula : Type := Formula {
  formula_sites : list string;
  formula_channels : list (string * nat);
  formula_body : term
}.

(* What a formula may name: a parameter takes some number of relative elements and indices below some bounds. *)
Record vocabulary : Type := Vocabulary {
  input_channels : nat;
  parameters : list (string * (nat * list nat));
  windows : list string
}.

(* ---- Text ------------------------------------------------------------------------------------------------------ *)

(* A formula as it is written: the text of the design, by which a certificate says what it is about. *)
Section Text.
Open Scope string_scope.

Definition show_nat (n : nat) : string := NilZero.string_of_uint (Nat.to_uint n).

Definition show_positive (p : positive) : string := NilZero.string_of_uint (Pos.to_uint p).

Definition show_integer (minus : string) (z : Z) : string :=
  match z with Z0 => "0" | Zpos p => show_positive p | Zneg p => minus ++ show_positive p end.

(* q pi^n; a power of pi beside zero is not written. *)
Definition show_number (p : Z) (q : positive) (n : Z) : string :=
  let over text := if (q =? 1)%positive then text else text ++ "/" ++ show_positive q in
  if ((n =? 0) || (p =? 0))%Z then over (show_integer "−" p)
  else
    let pi := if (n =? 1)%Z then "π" else "π^" ++ show_integer "-" n in
    over (if (p =? 1)%Z then pi else show_integer "−" p ++ pi).

Definition bracket (needed : bool) (text : string) : string := if needed then "(" ++ text ++ ")" else text.

(* Positions, then channels. *)
Definition show_arguments (positions channels : list string) : string :=
  match positions, channels with
  | _, [] => String.concat ", " positions
  | [], _ => String.concat ", " channels
  | _, _ => String.concat ", " positions ++ "; " ++ String.concat ", " channels
  end.

Fixpoint show_channel (c : channel) : string :=
  match c with
  | CVariable x => x
  | CLiteral i => show_nat i
  | CInGroup c' n j =>
      "⌊" ++ show_channel c' ++ "/" ++ show_nat n ++ "⌋·" ++ show_nat n ++ " + " ++ show_channel j
  end.

(* 0: a symbol; 1: a prefixed or suffixed symbol; 2: a product. *)
Definition depth (r : rel) : nat :=
  match r with
  | RBetween _ _ | RProduct _ _ => 2
  | RInverse _ | RPointPart _ | RTranslationPart _ => 1
  | RVariable _ | RConstant _ | RUnit | RAbsolute _ => 0
  end.

Fixpoint show_site (s : site) : string :=
  match s with
  | SVariable x => x
  | SMoved s' r => show_site s' ++ "·" ++ bracket (depth r =? 2)%nat (show_rel r)
  end
with show_rel (r : rel) : string :=
  match r with
  | RVariable x | RConstant x => x
  | RUnit => "e"
  | RBetween s s' =>
      bracket (match s with SVariable _ => false | SMoved _ _ => true end) (show_site s) ++ "⁻¹·" ++ show_site s'
  | RProduct r1 r2 =>
      bracket (match r1 with RBetween _ _ => true | _ => false end) (show_rel r1)
      ++ "·" ++ bracket (depth r2 =? 2)%nat (show_rel r2)
  | RInverse r' => bracket (0 <? depth r')%nat (show_rel r') ++ "⁻¹"
  | RPointPart r' => "π_H " ++ bracket (0 <? depth r')%nat (show_rel r')
  | RTranslationPart r' => "π_X " ++ bracket (0 <? depth r')%nat (show_rel r')
  | RAbsolute s => "Abs(" ++ show_site s ++ ")"
  end.

Definition show_reduction (how : reduction) : string :=
  match how with Sum => "Σ" | Mean => "mean" | Max => "max" | Min => "min" end.

Definition show_domain (d : domain) : string :=
  match d with
  | Sites => "Site"
  | Over WholeGroup => "G"
  | Over Translations => "N"
  | Over PointElements => "H"
  | Over (Window name) => "Win(" ++ name ++ ")"
  | AbsoluteWindow name s => "AbsWin(" ++ name ++ ")@" ++ show_site s
  | Channels n => "Ch(" ++ show_nat n ++ ")"
  end.

Definition one_only {A : Type} (xs : list A) : bool := match xs with [_] => true | _ => false end.

(* In brackets where the place asks for more than the term is: 1 a sum, 2 a product, 3 a symbol. *)
Fixpoint show_term (least : nat) (t : term) : string :=
  match t with
  | TNumber p q n => show_number p q n
  | TSignal c s => "f[" ++ show_channel c ++ "](" ++ show_site s ++ ")"
  | TParameter name rs cs => name ++ "(" ++ show_arguments (map show_rel rs) (map show_channel cs) ++ ")"
  | TPointwise name t' => name ++ "(" ++ show_term 0 t' ++ ")"
  | TSum ts =>
      bracket ((1 <? least)%nat || one_only ts)
        match ts with [] => "0" | _ => String.concat " + " (map (show_term 2) ts) end
  | TProduct ts =>
      bracket ((2 <? least)%nat || one_only ts)
        match ts with [] => "1" | _ => String.concat " · " (map (show_term 3) ts) end
  | TReduce how x d t' =>
      bracket (2 <? least)%nat (show_reduction how ++ "[" ++ x ++ " ∈ " ++ show_domain d ++ "] " ++ show_term 2 t')
  | TSampled x s t' => bracket (2 <? least)%nat ("sample[" ++ x ++ " = " ++ show_site s ++ "] " ++ show_term 2 t')
  end.

Definition show (phi : formula) : string :=
  "λ(" ++ show_arguments (formula_sites phi) (map fst (formula_channels phi)) ++ "). "
  ++ show_term 0 (formula_body phi).

End Text.

(* ---- Well-scopedness ------------------------------------------------------------------------------------------- *)

Inductive sort : Type := Position | Relative | Index (count : nat).

(* Innermost first: an inner variable hides an outer one of the same name, whatever their sorts. *)
Definition scope : Type := list (string * sort).

Fixpoint lookup {A : Type} (name : string) (entries : list (string * A)) : option A :=
  match entries with
  | [] => None
  | (key, value) :: rest => if String.eqb key name then Some value else lookup name rest
  end.

(* A number that is above all values of an index; None for an index that is not bound, or groups of no channels. *)
Fixpoint index_bound (bindings : scope) (c : channel) : option nat :=
  match c with
  | CLiteral i => Some (S i)
  | CVariable x => match lookup x bindings with Some (Index n) => Some n | _ => None end
  | CInGroup c' n j =>
      match n, index_bound bindings c', index_bound bindings j with
      | S _, Some p, Some q => Some ((p - 1) / n * n + q)
      | _, _, _ => None
      end
  end.

Definition index_ok (bindings : scope) (bound : nat) (c : channel) : bool :=
  match index_bound bindings c with Some n => n <=? bound | None => false end.

Fixpoint indices_ok (bindings : scope) (bounds : list nat) (cs : list channel) : bool :=
  match bounds, cs with
  | [], [] => true
  | bound :: bounds', c :: cs' => index_ok bindings bound c && indices_ok bindings bounds' cs'
  | _, _ => false
  end.

Fixpoint site_ok (bindings : scope) (s : site) : bool :=
  match s with
  | SVariable x => match lookup x bindings with Some Position => true | _ => false end
  | SMoved s' r => site_ok bindings s' && rel_ok bindings r
  end
with rel_ok (bindings : scope) (r : rel) : bool :=
  match r with
  | RVariable x => match lookup x bindings with Some Relative => true | _ => false end
  | RConstant _ | RUnit => true
  | RBetween s s' => site_ok bindings s && site_ok bindings s'
  | RProduct r1 r2 => rel_ok bindings r1 && rel_ok bindings r2
  | RInverse r' | RPointPart r' | RTranslationPart r' => rel_ok bindings r'
  | RAbsolute _ => false
  end.

Definition declared (name : string) (names : list string) : bool := existsb (String.eqb name) names.

(* The sort that a domain binds; None for a domain that is not allowed. *)
Definition domain_sort (v : vocabulary) (d : domain) : option sort :=
  match d with
  | Sites => Some Position
  | Over (Window name) => if declared name (windows v) then Some Relative else None
  | Over _ => Some Relative
  | AbsoluteWindow _ _ => None
  | Channels n => if 0 <? n then Some (Index n) else None
  end.

Fixpoint term_ok (v : vocabulary) (bindings : scope) (t : term) : bool :=
  match t with
  | TNumber _ _ _ => true
  | TSignal c s => index_ok bindings (input_channels v) c && site_ok bindings s
  | TParameter name rs cs =>
      match lookup name (parameters v) with
      | Some (count, bounds) =>
          (length rs =? count) && forallb (rel_ok bindings) rs && indices_ok bindings bounds cs
      | None => false
      end
  | TPointwise _ t' => term_ok v bindings t'
  | TSum ts | TProduct ts => forallb (term_ok v bindings) ts
  | TReduce _ x d t' =>
      match domain_sort v d with
      | Some bound => term_ok v ((x, bound) :: bindings) t'
      | None => false
      end
  | TSampled x s t' => site_ok bindings s && term_ok v ((x, Position) :: bindings) t'
  end.

Fixpoint distinct (names : list string) : bool :=
  match names with
  | [] => true
  | x :: rest => negb (declared x rest) && distinct rest
  end.

Definition formula_scope (phi : formula) : scope :=
  map (fun x => (x, Position)) (formula_sites phi)
  ++ map (fun c => (fst c, Index (snd c))) (formula_channels phi).

Definition well_scoped (v : vocabulary) (phi : formula) : bool :=
  negb (length (formula_sites phi) =? 0)
  && distinct (formula_sites phi ++ map fst (formula_channels phi))
  && term_ok v (formula_scope phi) (formula_body phi).

(* ---- Meaning --------------------------------------------------------------------------------------------------- *)

Record group : Type := Group {
  element :> Type;
  mul : element -> element -> element;
  inv : element -> element;
  one : element;
  mul_assoc : forall x y z, mul (mul x y) z = mul x (mul y z);
  mul_one_left : forall x, mul one x = x;
  mul_inv_left : forall x, mul (inv x) x = one
}.

Arguments mul {_}. Arguments inv {_}. Arguments one {_}.

(* The meaning of every name. A reduction over positions is a left-invariant functional, as Sum, Mean, Max and Min over
   all of G are; a reduction over relative elements or indices is any functional. No functional looks at more than the
   values of its argument. *)
Record model (G : group) : Type := Model {
  value : Type;
  number : Z -> positive -> Z -> value;
  parameter : string -> list G -> list nat -> value;
  pointwise : string -> value -> value;
  total : list value -> value;
  product : list value -> value;
  constant : string -> G;
  point_part : G -> G;
  translation_part : G -> G;
  over_sites : reduction -> (G -> value) -> value;
  over_region : reduction -> region -> (G -> value) -> value;
  over_channels : reduction -> nat -> (nat -> value) -> value;
  over_sites_ext : forall how F F', (forall x, F x = F' x) -> over_sites how F = over_sites how F';
  over_sites_left : forall how a F, over_sites how (fun x => F (mul a x)) = over_sites how F;
  over_region_ext : forall how d F F', (forall x, F x = F' x) -> over_region how d F = over_region how d F';
  over_channels_ext : forall how n F F', (forall x, F x = F' x) -> over_channels how n F = over_channels how n F'
}.

Arguments value {_}. Arguments number {_}. Arguments parameter {_}. Arguments pointwise {_}. Arguments total {_}.
Arguments product {_}. Arguments constant {_}. Arguments point_part {_}. Arguments translation_part {_}.
Arguments over_sites {_}. Arguments over_region {_}. Arguments over_channels {_}.

Section Meaning.
Context {G : group} (M : model G).

Inductive bound_value : Type := AtPosition (x : G) | AtRelative (x : G) | AtIndex (i : nat).

Definition environment : Type := list (string * bound_value).

Definition signal : Type := nat -> G -> value M.

Definition position_of (env : environment) (x : string) : G :=
  match lookup x env with Some (AtPosition y) => y | _ => one end.

Definition relative_of (env : environment) (x : string) : G :=
  match lookup x env with Some (AtRelative y) => y | _ => one end.

Fixpoint index_of (env : environment) (c : channel) : nat :=
  match c with
  | CLiteral i => i
  | CInGroup c' n j => index_of env c' / n * n + index_of env j
  | CVariable x => match lookup x env with Some (AtIndex i) => i | _ => 0 end
  end.

Fixpoint site_at (env : environment) (s : site) : G :=
  match s with
  | SVariable x => position_of env x
  | SMoved s' r => mul (site_at env s') (rel_at env r)
  end
with rel_at (env : environment) (r : rel) : G :=
  match r with
  | RVariable x => relative_of env x
  | RConstant x => constant M x
  | RUnit => one
  | RBetween s s' => mul (inv (site_at env s)) (site_at env s')
  | RProduct r1 r2 => mul (rel_at env r1) (rel_at env r2)
  | RInverse r' => inv (rel_at env r')
  | RPointPart r' => point_part M (rel_at env r')
  | RTranslationPart r' => translation_part M (rel_at env r')
  | RAbsolute s => site_at env s
  end.

(* An element r of the absolute window S at s is (pi_H s)^-1 n (pi_H s) with n in S. *)
Definition reduce (env : environment) (how : reduction) (x : string) (d : domain) (F : environment -> value M)
  : value M :=
  match d with
  | Sites => over_sites M how (fun y => F ((x, AtPosition y) :: env))
  | Over d' => over_region M how d' (fun y => F ((x, AtRelative y) :: env))
  | AbsoluteWindow name s =>
      let turn := point_part M (site_at env s) in
      over_region M how (Window name) (fun n => F ((x, AtRelative (mul (mul (inv turn) n) turn)) :: env))
  | Channels n => over_channels M how n (fun i => F ((x, AtIndex i) :: env))
  end.

Fixpoint term_at (f : signal) (env : environment) (t : term) : value M :=
  match t with
  | TNumber p q n => number M p q n
  | TSignal c s => f (index_of env c) (site_at env s)
  | TParameter name rs cs => parameter M name (map (rel_at env) rs) (map (index_of env) cs)
  | TPointwise name t' => pointwise M name (term_at f env t')
  | TSum ts => total M (map (term_at f env) ts)
  | TProduct ts => product M (map (term_at f env) ts)
  | TReduce how x d t' => reduce env how x d (fun env' => term_at f env' t')
  | TSampled x s t' => term_at f ((x, AtPosition (site_at env s)) :: env) t'
  end.

Definition formula_at (phi : formula) (f : signal) (positions : list G) (indices : list nat) : value M :=
  term_at f
    (combine (formula_sites phi) (map AtPosition positions)
     ++ combine (map fst (formula_channels phi)) (map AtIndex indices))
    (formula_body phi).

(* (L_b f)(x) = f(b^-1 x). *)
Definition translate (b : G) (f : signal) : signal := fun c x => f c (mul (inv b) x).

End Meaning.

Arguments AtPosition {_}. Arguments AtRelative {_}. Arguments AtIndex {_}.

(* Phi[L_b f](b x, ...) = Phi[f](x, ...), for every group, model, signal, b, positions x, ... and output indices. *)
Definition equivariant (phi : formula) : Prop :=
  forall (G : group) (M : model G) (b : G) (f : signal M) (positions : list G) (indices : list nat),
    length positions = length (formula_sites phi) ->
    length indices = length (formula_channels phi) ->
    formula_at M phi (translate M b f) (map (mul b) positions) indices = formula_at M phi f positions indices.

(* ---- Group laws ------------------------------------------------------------------------------------------------ *)

Section Laws.
Context {G : group}.
Implicit Types x y a b : G.

Lemma cancel_left a x : mul (inv a) (mul a x) = x.
Proof. rewrite <- mul_assoc, mul_inv_left. apply mul_one_left. Qed.

Lemma mul_inv_right a : mul a (inv a) = one.
Proof.
  rewrite <- (cancel_left (inv a) (mul a (inv a))).
  rewrite (cancel_left a (inv a)). apply mul_inv_left.
Qed.

Lemma cancel_right a x : mul a (mul (inv a) x) = x.
Proof. rewrite <- mul_assoc, mul_inv_right. apply mul_one_left. Qed.

Lemma mul_one_right x : mul x one = x.
Proof. rewrite <- (mul_inv_left G x). apply cancel_right. Qed.

Lemma inv_unique a x : mul a x = one -> x = inv a.
Proof. intro H. rewrite <- (cancel_left a x), H. apply mul_one_right. Qed.

Lemma inv_mul a b : inv (mul a b) = mul (inv b) (inv a).
Proof. symmetry. apply inv_unique. rewrite mul_assoc, cancel_right. apply mul_inv_right. Qed.

Lemma inv_inv a : inv (inv a) = a.
Proof. symmetry. apply inv_unique, mul_inv_left. Qed.

Lemma inv_one : inv one = one :> G.
Proof. symmetry. apply inv_unique, mul_one_left. Qed.

(* (b s)^-1 (b s') = s^-1 s'. *)
Lemma difference b x y : mul (inv (mul b x)) (mul b y) = mul (inv x) y.
Proof. rewrite inv_mul, mul_assoc, cancel_left. reflexivity. Qed.

End Laws.

(* ---- The free theorem ------------------------------------------------------------------------------------------ *)

Scheme site_mutual := Induction for site Sort Prop
  with rel_mutual := Induction for rel Sort Prop.
Combined Scheme site_rel_induction from site_mutual, rel_mutual.

(* Induction on terms that passes under the lists of summands and factors. *)
Section TermInduction.
Variable P : term -> Prop.
Hypothesis on_number : forall p q n, P (TNumber p q n).
Hypothesis on_signal : forall c s, P (TSignal c s).
Hypothesis on_parameter : forall name rs cs, P (TParameter name rs cs).
Hypothesis on_pointwise : forall name t, P t -> P (TPointwise name t).
Hypothesis on_total : forall ts, Forall P ts -> P (TSum ts).
Hypothesis on_product : forall ts, Forall P ts -> P (TProduct ts).
Hypothesis on_reduce : forall how x d t, P t -> P (TReduce how x d t).
Hypothesis on_sampled : forall x s t, P t -> P (TSampled x s t).

Fixpoint term_induction (t : term) : P t :=
  let fix all (ts : list term) : Forall P ts :=
    match ts with
    | [] => Forall_nil P
    | t' :: ts' => Forall_cons t' (term_induction t') (all ts')
    end
  in
  match t with
  | TNumber p q n => on_number p q n
  | TSignal c s => on_signal c s
  | TParameter name rs cs => on_parameter name rs cs
  | TPointwise name t' => on_pointwise name t' (term_induction t')
  | TSum ts => on_total ts (all ts)
  | TProduct ts => on_product ts (all ts)
  | TReduce how x d t' => on_reduce how x d t' (term_induction t')
  | TSampled x s t' => on_sampled x s t' (term_induction t')
  end.
End TermInduction.

Section Free.
Context {G : group} (M : model G) (b : G).

(* Moving an environment moves its positions and nothing else. *)
Definition move_value (v : bound_value (G := G)) : bound_value :=
  match v with AtPosition x => AtPosition (mul b x) | other => other end.

Definition move (env : environment (G := G)) : environment :=
  map (fun entry => (fst entry, move_value (snd entry))) env.

Definition has_sort (v : bound_value (G := G)) (bound : sort) : Prop :=
  match v, bound with
  | AtPosition _, Position | AtRelative _, Relative | AtIndex _, Index _ => True
  | _, _ => False
  end.

Definition fits (env : environment (G := G)) (bindings : scope) : Prop :=
  Forall2 (fun entry binding => fst entry = fst binding /\ has_sort (snd entry) (snd binding)) env bindings.

Lemma lookup_move x env : lookup x (move env) = option_map move_value (lookup x env).
Proof.
  induction env as [|[key v] env IH]; [reflexivity|]. cbn.
  destruct (String.eqb key x); [reflexivity | exact IH].
Qed.

Local Arguments move : simpl never.

Lemma lookup_fits env bindings x bound :
  fits env bindings -> lookup x bindings = Some bound -> exists v, lookup x env = Some v /\ has_sort v bound.
Proof.
  intros H. induction H as [|[key v] [key' bound'] env bindings [Hname Hsort] _ IH]; cbn in *; [discriminate|].
  subst key'. destruct (String.eqb key x); [|exact IH].
  intro E. injection E as <-. now exists v.
Qed.

Lemma index_moved env c : index_of (move env) c = index_of env c.
Proof.
  induction c as [x|i|c' IHc n j IHj]; cbn; [|reflexivity|].
  - rewrite lookup_move. destruct (lookup x env) as [[]|]; reflexivity.
  - rewrite IHc, IHj. reflexivity.
Qed.

(* The defining equations, one per construct. *)
Lemma at_variable env x : site_at M env (SVariable x) = position_of env x.
Proof. reflexivity. Qed.
Lemma at_moved env s r : site_at M env (SMoved s r) = mul (site_at M env s) (rel_at M env r).
Proof. reflexivity. Qed.
Lemma rel_variable env x : rel_at M env (RVariable x) = relative_of env x.
Proof. reflexivity. Qed.
Lemma rel_between env s s' : rel_at M env (RBetween s s') = mul (inv (site_at M env s)) (site_at M env s').
Proof. reflexivity. Qed.
Lemma rel_product env r r' : rel_at M env (RProduct r r') = mul (rel_at M env r) (rel_at M env r').
Proof. reflexivity. Qed.
Lemma rel_inverse env r : rel_at M env (RInverse r) = inv (rel_at M env r).
Proof. reflexivity. Qed.
Lemma rel_point_part env r : rel_at M env (RPointPart r) = point_part M (rel_at M env r).
Proof. reflexivity. Qed.
Lemma rel_translation_part env r : rel_at M env (RTranslationPart r) = translation_part M (rel_at M env r).
Proof. reflexivity. Qed.

(* Moving the environment moves every position and leaves every relative element as it is. *)
Lemma positions_moved env bindings :
  fits env bindings ->
  (forall s, site_ok bindings s = true -> site_at M (move env) s = mul b (site_at M env s)) /\
  (forall r, rel_ok bindings r = true -> rel_at M (move env) r = rel_at M env r).
Proof.
  intro Hfits.
  apply site_rel_induction; intros; try reflexivity;
    match goal with H : _ = true |- _ => simpl in H end; try discriminate;
    repeat match goal with H : _ && _ = true |- _ => apply andb_true_iff in H; destruct H end;
    rewrite ?at_variable, ?at_moved, ?rel_variable, ?rel_between, ?rel_product, ?rel_inverse, ?rel_point_part,
      ?rel_translation_part;
    repeat match goal with IH : ?P = true -> _, H : ?P = true |- _ => rewrite (IH H); clear IH end;
    try reflexivity.
  - destruct (lookup name bindings) as [[]|] eqn:E; try discriminate.
    destruct (lookup_fits env bindings name _ Hfits E) as [w [Hw Hsort]]. unfold position_of.
    rewrite lookup_move, Hw. destruct w; cbn in *; easy.
  - apply mul_assoc.
  - unfold relative_of. rewrite lookup_move. destruct (lookup name env) as [[]|]; reflexivity.
  - apply difference.
Qed.

Lemma map_forallb {A B : Type} (F F' : A -> B) (ok : A -> bool) xs :
  (forall x, ok x = true -> F x = F' x) -> forallb ok xs = true -> map F xs = map F' xs.
Proof.
  intros H. induction xs as [|x xs IH]; [reflexivity|]. cbn. intro E. apply andb_true_iff in E as [Ex Exs].
  now rewrite (H x Ex), (IH Exs).
Qed.

Lemma map_Forall {A B : Type} (F F' : A -> B) (ok : A -> bool) xs :
  Forall (fun x => ok x = true -> F x = F' x) xs -> forallb ok xs = true -> map F xs = map F' xs.
Proof.
  induction 1 as [|x xs H _ IH]; [reflexivity|]. cbn. intro E. apply andb_true_iff in E as [Ex Exs].
  now rewrite (H Ex), (IH Exs).
Qed.

Lemma term_moved (f : signal M) v t : forall env bindings,
  fits env bindings -> term_ok v bindings t = true -> term_at M (translate M b f) (move env) t = term_at M f env t.
Proof.
  induction t using term_induction; intros env bindings Hfits Hok; cbn in Hok |- *.
  - reflexivity.
  - apply andb_true_iff in Hok as [_ Hs]. unfold translate.
    rewrite (proj1 (positions_moved env bindings Hfits) s Hs), index_moved, cancel_left. reflexivity.
  - destruct (lookup name (parameters v)) as [[count bounds]|]; [|discriminate].
    apply andb_true_iff in Hok as [Hok _]. apply andb_true_iff in Hok as [_ Hrs].
    rewrite (map_forallb _ _ _ _ (proj2 (positions_moved env bindings Hfits)) Hrs).
    now rewrite (map_ext _ _ (index_moved env)).
  - now rewrite (IHt env bindings).
  - f_equal. apply (map_Forall _ _ (term_ok v bindings)); [|exact Hok].
    eapply Forall_impl; [|exact H]. cbn. intros t IH. now apply IH.
  - f_equal. apply (map_Forall _ _ (term_ok v bindings)); [|exact Hok].
    eapply Forall_impl; [|exact H]. cbn. intros t IH. now apply IH.
  - destruct (domain_sort v d) as [bound|] eqn:E; [|discriminate].
    assert (inner : forall w, has_sort w bound ->
      term_at M (translate M b f) ((x, move_value w) :: move env) t = term_at M f ((x, w) :: env) t).
    { intros w Hw. apply (IHt ((x, w) :: env) ((x, bound) :: bindings)); [|exact Hok]. now constructor. }
    destruct d as [|d|name s|n]; cbn in E |- *.
    + injection E as <-. rewrite <- (over_sites_left G M how b). apply over_sites_ext. intro y.
      exact (inner (AtPosition y) I).
    + apply over_region_ext. intro y. apply (inner (AtRelative y)).
      destruct d; try (injection E as <-; exact I). destruct (declared name (windows v)); [|discriminate].
      injection E as <-. exact I.
    + discriminate.
    + destruct n as [|n]; [discriminate|]. injection E as <-. apply over_channels_ext. intro i.
      exact (inner (AtIndex i) I).
  - apply andb_true_iff in Hok as [Hs Ht].
    rewrite (proj1 (positions_moved env bindings Hfits) s Hs).
    apply (IHt ((x, AtPosition (site_at M env s)) :: env) ((x, Position) :: bindings)); [|exact Ht].
    now constructor.
Qed.

Lemma move_formula_environment names channels positions indices :
  move (combine names (map AtPosition positions) ++ combine channels (map AtIndex indices)) =
  combine names (map AtPosition (map (mul b) positions)) ++ combine channels (map AtIndex indices).
Proof.
  unfold move. rewrite map_app. f_equal.
  - revert positions. induction names as [|x names IH]; [reflexivity|].
    intros [|y positions]; [reflexivity|]. cbn. now rewrite IH.
  - revert indices. induction channels as [|x channels IH]; [reflexivity|].
    intros [|i indices]; [reflexivity|]. cbn. now rewrite IH.
Qed.

Lemma formula_environment_fits phi positions indices :
  length positions = length (formula_sites phi) ->
  length indices = length (formula_channels phi) ->
  fits (combine (formula_sites phi) (map AtPosition positions)
        ++ combine (map fst (formula_channels phi)) (map AtIndex indices))
    (formula_scope phi).
Proof.
  destruct phi as [names channels body]. cbn. intros Hp Hi. apply Forall2_app.
  - revert positions Hp. induction names as [|x names IH]; intros [|y positions] H; try discriminate; constructor.
    + now split.
    + apply IH. now injection H.
  - revert indices Hi. induction channels as [|[x n] channels IH]; intros [|i indices] H; try discriminate; constructor.
    + now split.
    + apply IH. now injection H.
Qed.

End Free.

(* Every well-scoped formula is equivariant. *)
Theorem free_theorem (v : vocabulary) (phi : formula) : well_scoped v phi = true -> equivariant phi.
Proof.
  intros Hok G M b f positions indices Hp Hi.
  apply andb_true_iff in Hok as [_ Hok]. unfold formula_at.
  rewrite <- move_formula_environment.
  now apply (term_moved M b f v (formula_body phi) _ (formula_scope phi)), Hok; apply formula_environment_fits.
Qed.

(* The theorem at one position, as layers have. *)
Corollary equivariant_at_one_site (phi : formula) (G : group) (M : model G) (b x : G) (f : signal M) indices :
  equivariant phi -> length (formula_sites phi) = 1 -> length indices = length (formula_channels phi) ->
  formula_at M phi (translate M b f) [mul b x] indices = formula_at M phi f [x] indices.
Proof. intros H Hs Hi. now apply (H G M b f [x]). Qed.

(* The theorem at two positions, as attention maps have. *)
Corollary equivariant_at_two_sites (phi : formula) (G : group) (M : model G) (b x y : G) (f : signal M) indices :
  equivariant phi -> length (formula_sites phi) = 2 -> length indices = length (formula_channels phi) ->
  formula_at M phi (translate M b f) [mul b x; mul b y] indices = formula_at M phi f [x; y] indices.
Proof. intros H Hs Hi. now apply (H G M b f [x; y]). Qed.

(* ---- Proofs by a shift ----------------------------------------------------------------------------------------- *)

(* G = N x| H as far as the two projections show it: pi_H is an idempotent homomorphism and x = (pi_X x)(pi_H x). *)
Record semidirect {G : group} (M : model G) : Prop := Semidirect {
  point_part_mul : forall x y, point_part M (mul x y) = mul (point_part M x) (point_part M y);
  point_part_point_part : forall x, point_part M (point_part M x) = point_part M x;
  parts : forall x, mul (translation_part M x) (point_part M x) = x
}.

(* Equivariance over all semidirect products: the claim for a formula whose absolute positions cancel. *)
Definition equivariant_over_semidirect (phi : formula) : Prop :=
  forall (G : group) (M : model G) (b : G) (f : signal M) (positions : list G) (indices : list nat),
    semidirect M ->
    length positions = length (formula_sites phi) ->
    length indices = length (formula_channels phi) ->
    formula_at M phi (translate M b f) (map (mul b) positions) indices = formula_at M phi f positions indices.

Section Semidirect.
Context {G : group} (M : model G).

Lemma point_part_one : semidirect M -> point_part M one = one.
Proof.
  intro H. rewrite <- (cancel_left (point_part M one) (point_part M one)).
  rewrite <- (point_part_mul M H), mul_one_left. apply mul_inv_left.
Qed.

Lemma point_part_inv : semidirect M -> forall x, point_part M (inv x) = inv (point_part M x).
Proof.
  intros H x. apply inv_unique. rewrite <- (point_part_mul M H), mul_inv_right. now apply point_part_one.
Qed.

Lemma translation_part_eq : semidirect M -> forall x, translation_part M x = mul x (inv (point_part M x)).
Proof. intros H x. rewrite <- (parts M H x) at 2. rewrite mul_assoc, mul_inv_right. symmetry. apply mul_one_right. Qed.

End Semidirect.

(* Free reduction: the ten rules of the completed system of free groups, and the homomorphism pi_H. *)
Global Hint Rewrite @mul_assoc @mul_one_left @mul_one_right @mul_inv_left @mul_inv_right @cancel_left @cancel_right
  @inv_mul @inv_inv @inv_one : group_words.
Global Hint Rewrite @point_part_mul @point_part_point_part @point_part_one @point_part_inv @translation_part_eq
  using assumption : group_words.

(* Moves b through the binders, by left invariance under a reduction over positions, and compares group words. *)
Ltac shift_by b :=
  first
    [ reflexivity
    | match goal with |- @eq (element _) _ _ => autorewrite with group_words; reflexivity end
    | match goal with
      | |- over_sites ?M ?how _ = over_sites _ _ _ =>
          etransitivity; [symmetry; apply (over_sites_left _ M how b)|];
          apply over_sites_ext; intro; cbn; shift_by b
      | |- over_region _ _ _ _ = over_region _ _ _ _ => apply over_region_ext; intro; cbn; shift_by b
      | |- over_channels _ _ _ _ = over_channels _ _ _ _ => apply over_channels_ext; intro; cbn; shift_by b
      end
    | progress f_equal; shift_by b ].

(* Proves equivariant_over_semidirect of a formula that is written out. *)
Ltac prove_by_shift :=
  let b := fresh "b" in
  intros ? ? b ? positions indices ? Hp Hi;
  cbn in Hp, Hi;
  repeat (destruct positions as [|? positions]; cbn in Hp; try discriminate Hp; try (apply eq_add_S in Hp));
  repeat (destruct indices as [|? indices]; cbn in Hi; try discriminate Hi; try (apply eq_add_S in Hi));
  cbv [formula_at translate]; cbn; shift_by b.

(* ---- Conditional theorems -------------------------------------------------------------------------------------- *)

(* What an axis of a parameter reads of its argument: an axis over H reads pi_H, an axis over a window pi_X. *)
Inductive axis : Type := OnPointElements | OnWindow.

Definition read_axis {G : group} (M : model G) (a : axis) (r : G) : G :=
  match a with OnPointElements => point_part M r | OnWindow => translation_part M r end.

Definition read_axes {G : group} (M : model G) (shape : list axis) (rs : list G) : list G :=
  map (fun p => read_axis M (fst p) (snd p)) (combine shape rs).

Definition reads_axes {G : group} (M : model G) (shapes : list (string * list axis)) : Prop :=
  Forall (fun entry => forall rs cs, length rs = length (snd entry) ->
    parameter M (fst entry) rs cs = parameter M (fst entry) (read_axes M (snd entry) rs) cs) shapes.

Inductive condition : Type :=
| AbelianPointGroup
| StableWindow (name : string)
| Isotropic (name : string) (shape : list axis).

(* H is abelian; h n h^-1 runs through a window with n; a turn by h on an axis over a window changes no value. *)
Definition holds {G : group} (M : model G) (c : condition) : Prop :=
  match c with
  | AbelianPointGroup => forall x y, mul (point_part M x) (point_part M y) = mul (point_part M y) (point_part M x)
  | StableWindow name => forall how x F,
      over_region M how (Window name) (fun n => F (mul (mul (point_part M x) n) (inv (point_part M x)))) =
      over_region M how (Window name) F
  | Isotropic name shape => forall before r after cs x,
      nth_error shape (length before) = Some OnWindow ->
      parameter M name (before ++ translation_part M (mul (point_part M x) r) :: after) cs =
      parameter M name (before ++ r :: after) cs
  end.

(* Equivariance over all semidirect products in which the conditions hold. *)
Definition equivariant_under (shapes : list (string * list axis)) (conditions : list condition) (phi : formula) : Prop :=
  forall (G : group) (M : model G) (b : G) (f : signal M) (positions : list G) (indices : list nat),
    semidirect M ->
    reads_axes M shapes ->
    Forall (holds M) conditions ->
    length positions = length (formula_sites phi) ->
    length indices = length (formula_channels phi) ->
    formula_at M phi (translate M b f) (map (mul b) positions) indices = formula_at M phi f positions indices.

Section Commuting.
Context {G : group} (M : model G).
Hypothesis abelian : holds M AbelianPointGroup.

Lemma equal_by_quotient (x y : G) : mul x (inv y) = one -> x = y.
Proof. intro H. rewrite <- (mul_one_right x), <- (mul_inv_left G y), <- mul_assoc, H. apply mul_one_left. Qed.

Lemma swap x y : mul (point_part M x) (point_part M y) = mul (point_part M y) (point_part M x).
Proof. apply abelian. Qed.

Lemma swap_under x y r :
  mul (point_part M x) (mul (point_part M y) r) = mul (point_part M y) (mul (point_part M x) r).
Proof. now rewrite <- mul_assoc, swap, mul_assoc. Qed.

Lemma swap_inverse x y : mul (point_part M x) (inv (point_part M y)) = mul (inv (point_part M y)) (point_part M x).
Proof.
  rewrite <- (mul_one_right (point_part M x)) at 2.
  rewrite <- (mul_inv_right (point_part M y)).
  now rewrite swap_under, cancel_left.
Qed.

Lemma swap_inverse_under x y r :
  mul (point_part M x) (mul (inv (point_part M y)) r) = mul (inv (point_part M y)) (mul (point_part M x) r).
Proof. now rewrite <- mul_assoc, swap_inverse, mul_assoc. Qed.

End Commuting.

(* Equality of words when H is abelian: in the quotient, inverses move to the left and meet what they cancel. *)
Ltac commute_words M abelian :=
  apply equal_by_quotient;
  autorewrite with group_words;
  repeat
    (first
      [ rewrite (swap_inverse_under M abelian)
      | rewrite (swap_inverse M abelian)
      | match goal with
        | |- context [mul (inv (point_part M ?p)) ?r] =>
            match r with
            | context [mul (point_part M ?y) (mul (point_part M p) ?rest)] =>
                tryif constr_eq y p then fail else rewrite (swap_under M abelian y p rest)
            | context [mul (point_part M ?y) (point_part M p)] =>
                tryif constr_eq y p then fail else rewrite (swap M abelian y p)
            end
        end ];
     autorewrite with group_words);
  reflexivity.

Ltac same_words M :=
  first
    [ reflexivity
    | autorewrite with group_words; reflexivity
    | match goal with abelian : holds M AbelianPointGroup |- _ => commute_words M abelian end ].

(* One value of a parameter for two lists of arguments, by what its axes read and, if isotropic, up to a turn by b. *)
Ltac same_arguments M b :=
  first
    [ reflexivity
    | f_equal; repeat (apply f_equal2; [same_words M|]); reflexivity
    | match goal with
      | reads : forall rs cs, _ -> parameter M ?name rs cs = _ |- parameter M ?name _ _ = _ =>
          etransitivity; [apply reads; reflexivity|];
          symmetry; etransitivity; [apply reads; reflexivity|];
          cbn; f_equal; repeat (apply f_equal2; [same_words M|]); reflexivity
      end
    | match goal with
      | isotropic : holds M (Isotropic ?name ?shape), reads : forall rs cs, _ -> parameter M ?name rs cs = _
        |- parameter M ?name ?rs _ = _ =>
          match rs with
          | [?r] => etransitivity; [symmetry; apply (isotropic [] r [] _ (inv b)); reflexivity|]
          | [?q; ?r] =>
              etransitivity;
                [symmetry;
                 first [apply (isotropic [q] r [] _ (inv b)); reflexivity
                       | apply (isotropic [] q [r] _ (inv b)); reflexivity]|]
          end;
          etransitivity; [apply reads; reflexivity|];
          symmetry; etransitivity; [apply reads; reflexivity|];
          cbn; f_equal; repeat (apply f_equal2; [same_words M|]); reflexivity
      end ].

(* As shift_by, with the conditions that are in the context. *)
Ltac shift_under M b :=
  first
    [ reflexivity
    | match goal with |- @eq (element _) _ _ => same_words M end
    | match goal with
      | |- over_sites ?M ?how _ = over_sites _ _ _ =>
          etransitivity; [symmetry; apply (over_sites_left _ M how b)|];
          apply over_sites_ext; intro; cbn; shift_under M b
      | |- over_region _ _ _ _ = over_region _ _ _ _ => apply over_region_ext; intro; cbn; shift_under M b
      | stable : holds M (StableWindow ?name) |- over_region _ ?how (Window ?name) _ = over_region _ _ _ _ =>
          etransitivity; [symmetry; apply (stable how b)|];
          apply over_region_ext; intro; cbn; shift_under M b
      | |- over_channels _ _ _ _ = over_channels _ _ _ _ => apply over_channels_ext; intro; cbn; shift_under M b
      | |- parameter _ _ _ _ = parameter _ _ _ _ => same_arguments M b
      end
    | progress f_equal; shift_under M b ].

(* Proves equivariant_under of a formula that is written out. *)
Ltac prove_under :=
  let b := fresh "b" in
  let M := fresh "M" in
  let Hreads := fresh "Hreads" in
  let Hconditions := fresh "Hconditions" in
  intros ? M b ? positions indices ? Hreads Hconditions Hp Hi;
  unfold reads_axes in Hreads;
  repeat match goal with H : Forall _ (_ :: _) |- _ => inversion_clear H end;
  repeat match goal with H : Forall _ [] |- _ => clear H end;
  cbn [fst snd] in *;
  cbn in Hp, Hi;
  repeat (destruct positions as [|? positions]; cbn in Hp; try discriminate Hp; try (apply eq_add_S in Hp));
  repeat (destruct indices as [|? indices]; cbn in Hi; try discriminate Hi; try (apply eq_add_S in Hi));
  cbv [formula_at translate]; cbn; shift_under M b.

(* ---- Conditions that are computed ------------------------------------------------------------------------------ *)

Definition vector : Type := list Z.
Definition matrix : Type := list vector.

Definition dot (u v : vector) : Z := fold_right Z.add 0%Z (map (fun p => (fst p * snd p)%Z) (combine u v)).

Definition act (A : matrix) (v : vector) : vector := map (fun row => dot row v) A.

Definition compose (A B : matrix) : matrix :=
  map (fun row => map (fun j => dot row (map (fun other => nth j other 0%Z) B)) (seq 0 (length B))) A.

(* The matrices of a finite H, and the points of each window of fixed shape. *)
Record lattice : Type := Lattice {
  matrices : list matrix;
  points : list (string * list vector)
}.

(* A model over translations x| H for the H of the matrices: its elements act on translations by their matrices and are
   told apart by them, and a reduction over a window sees the values at its points in any order. *)
Record lattice_model {G : group} (M : model G) (L : lattice) : Type := LatticeModel {
  linear : G -> matrix;
  turn : matrix -> G;
  shift : vector -> G;
  gather : reduction -> list (value M) -> value M;
  linear_in : forall x, In (linear x) (matrices L);
  point_part_turn : forall x, point_part M x = turn (linear x);
  turn_mul : forall A B, In A (matrices L) -> In B (matrices L) -> mul (turn A) (turn B) = turn (compose A B);
  turn_shift : forall A v, In A (matrices L) -> mul (mul (turn A) (shift v)) (inv (turn A)) = shift (act A v);
  gather_any_order : forall how xs ys, Permutation xs ys -> gather how xs = gather how ys;
  over_points : forall how name vs F, lookup name (points L) = Some vs ->
    over_region M how (Window name) F = gather how (map (fun v => F (shift v)) vs)
}.

Definition same_vector (u v : vector) : bool := if list_eq_dec Z.eq_dec u v then true else false.

Definition same_matrix (A B : matrix) : bool := if list_eq_dec (list_eq_dec Z.eq_dec) A B then true else false.

Fixpoint without (v : vector) (vs : list vector) : option (list vector) :=
  match vs with
  | [] => None
  | u :: rest => if same_vector u v then Some rest else option_map (cons u) (without v rest)
  end.

Fixpoint same_points (us vs : list vector) : bool :=
  match us with
  | [] => match vs with [] => true | _ => false end
  | u :: rest => match without u vs with Some others => same_points rest others | None => false end
  end.

(* The condition, decided on the matrices and points. *)
Definition computed (L : lattice) (c : condition) : bool :=
  match c with
  | AbelianPointGroup =>
      forallb (fun A => forallb (fun B => same_matrix (compose A B) (compose B A)) (matrices L)) (matrices L)
  | StableWindow name =>
      match lookup name (points L) with
      | Some vs => forallb (fun A => same_points (map (act A) vs) vs) (matrices L)
      | None => false
      end
  | Isotropic _ _ => false
  end.

Lemma without_permutes v vs : forall rest, without v vs = Some rest -> Permutation (v :: rest) vs.
Proof.
  induction vs as [|u vs IH]; cbn; intros rest H; [discriminate|]. unfold same_vector in H.
  destruct (list_eq_dec Z.eq_dec u v) as [<-|_].
  - injection H as <-. apply Permutation_refl.
  - destruct (without v vs) as [others|]; [|discriminate]. injection H as <-.
    eapply perm_trans; [apply perm_swap|]. now apply perm_skip, IH.
Qed.

Lemma same_points_permute us : forall vs, same_points us vs = true -> Permutation us vs.
Proof.
  induction us as [|u us IH]; intros vs H; cbn in H.
  - destruct vs; [constructor | discriminate].
  - destruct (without u vs) as [others|] eqn:E; [|discriminate].
    eapply perm_trans; [apply perm_skip, IH, H | now apply without_permutes].
Qed.

Lemma computed_holds {G : group} (M : model G) (L : lattice) (c : condition) :
  lattice_model M L -> computed L c = true -> holds M c.
Proof.
  intros on H. destruct c as [|name|name shape]; cbn in H |- *; [| |discriminate].
  - intros x y. rewrite !(point_part_turn M L on).
    pose proof (linear_in M L on x) as Hx. pose proof (linear_in M L on y) as Hy.
    rewrite !(turn_mul M L on) by assumption. f_equal.
    rewrite forallb_forall in H. specialize (H _ Hx). rewrite forallb_forall in H. specialize (H _ Hy).
    unfold same_matrix in H. destruct (list_eq_dec _ _ _) as [E|]; [exact E | discriminate].
  - destruct (lookup name (points L)) as [vs|] eqn:E; [|discriminate]. intros how x F.
    rewrite !(over_points M L on how name vs _ E). rewrite forallb_forall in H.
    pose proof (linear_in M L on x) as Hx.
    rewrite (map_ext _ (fun v => F (shift M L on (act (linear M L on x) v)))).
    + rewrite <- (map_map (act (linear M L on x)) (fun v => F (shift M L on v))).
      apply gather_any_order, Permutation_map, same_points_permute, H, Hx.
    + intro v. now rewrite (point_part_turn M L on), (turn_shift M L on).
Qed.

(* Equivariance over the semidirect products with the given matrices, in which the conditions hold. *)
Definition equivariant_on (lattices : list lattice) (shapes : list (string * list axis)) (conditions : list condition)
  (phi : formula) : Prop :=
  forall (L : lattice) (G : group) (M : model G) (b : G) (f : signal M) (positions : list G) (indices : list nat),
    In L lattices ->
    lattice_model M L ->
    semidirect M ->
    reads_axes M shapes ->
    Forall (holds M) conditions ->
    length positions = length (formula_sites phi) ->
    length indices = length (formula_channels phi) ->
    formula_at M phi (translate M b f) (map (mul b) positions) indices = formula_at M phi f positions indices.

(* What is computed need not be assumed. *)
Theorem by_computation found lattices shapes conditions phi :
  equivariant_under shapes (found ++ conditions) phi ->
  forallb (fun L => forallb (computed L) found) lattices = true ->
  equivariant_on lattices shapes conditions phi.
Proof.
  intros H Hcomputed L G M b f positions indices HL on Hs Hr Hc. apply H; [exact Hs | exact Hr |].
  apply Forall_app. split; [|exact Hc]. apply Forall_forall. intros c Hin.
  apply (computed_holds M L c on). rewrite forallb_forall in Hcomputed.
  specialize (Hcomputed L HL). rewrite forallb_forall in Hcomputed. now apply Hcomputed.
Qed.

Print Assumptions free_theorem.
