"""Written by ``tools/role_words.py``. Words, each with its weight."""

AGENT_WORDS = """
your 1.08 see 1.02 open 0.76 read 0.72 date 0.66 you 0.64 did 0.62 could 0.61 how 0.61 number 0.61
can 0.59 please 0.59 last 0.58 what's 0.58 account 0.56 need 0.55 security 0.51 speaking 0.48
has 0.46 long 0.46 you'll 0.46 address 0.45 charge 0.45 days 0.45 problem 0.44 weekend 0.43
digits 0.42 will 0.42 you're 0.42 sent 0.41 year 0.41 note 0.4 ask 0.39 we've 0.39 afraid 0.38
help 0.38 over 0.37 reference 0.37 sorry 0.37 through 0.37 front 0.36 at 0.33 does 0.33 may 0.33
card 0.32 until 0.32 branch 0.31 line 0.31 birth 0.3 tell 0.29 us 0.29 what 0.29 before 0.28
code 0.28 month 0.28 should 0.28 would 0.28 give 0.27 is 0.27 let 0.27 understand 0.27 form 0.25
hear 0.24 thing 0.24 years 0.22 name 0.21 with 0.21 else 0.2 on 0.2 pin 0.19 ahead 0.18 any 0.18
get 0.18 order 0.16 social 0.16 we 0.16 when 0.16 anything 0.15 way 0.15 ring 0.14 thanks 0.14
look 0.13 mrs 0.12 password 0.12 pounds 0.12 go 0.11 phone 0.11 policy 0.11 try 0.11 you'd 0.11
an 0.1 birthday 0.1 both 0.1 great 0.1 have 0.1 new 0.1 ok 0.1 by 0.09 lovely 0.09 of 0.09
tomorrow 0.09 down 0.08 right 0.08 text 0.08 which 0.08 calling 0.07 really 0.07 we're 0.07 for 0.06
minutes 0.06 thank 0.06 that's 0.06 this 0.06 there 0.05
"""

CUSTOMER_WORDS = """
my -2.08 <number> -0.95 <letter> -0.93 no -0.92 oh -0.92 i'd -0.91 me -0.81 yeah -0.78 i -0.71
but -0.65 like -0.59 never -0.59 them -0.59 road -0.57 came -0.56 had -0.56 every -0.54 can't -0.53
not -0.53 since -0.53 somebody -0.51 don't -0.5 told -0.47 called -0.46 he -0.46 because -0.45
wrong -0.45 end -0.43 time -0.43 yes -0.43 now -0.42 top -0.42 something -0.41 week -0.41 got -0.39
put -0.39 said -0.39 ate -0.38 paid -0.38 same -0.36 pay -0.34 she's -0.34 already -0.33
haven't -0.33 com -0.32 she -0.32 um -0.32 was -0.32 who -0.32 bill -0.31 i've -0.31 it's -0.31
nobody -0.31 whole -0.31 <date> -0.3 even -0.3 its -0.3 nothing -0.3 why -0.3 another -0.29
best -0.29 just -0.29 letter -0.29 old -0.29 ordered -0.29 room -0.29 been -0.28 house -0.28
blue -0.27 isn't -0.27 think -0.27 left -0.26 say -0.26 sure -0.26 under -0.26 want -0.26
didn't -0.25 it -0.25 know -0.25 well -0.25 born -0.24 from -0.24 hi -0.24 off -0.24 be -0.23
people -0.23 you've -0.23 close -0.22 doesn't -0.22 night -0.22 day -0.21 little -0.21 says -0.21
were -0.19 happy -0.18 i'll -0.18 i'm -0.18 still -0.18 after -0.17 fine -0.16 about -0.15 bit -0.15
car -0.15 office -0.14 out -0.14 they -0.14 took -0.14 do -0.13 ends -0.13 gone -0.13 if -0.13
then -0.13 place -0.12 won -0.12 am -0.11 hour -0.1 good -0.09 all -0.08 done -0.08 he's -0.08
won't -0.08 call -0.07 come -0.07 hold -0.07 morning -0.07 other -0.07 his -0.06 someone -0.06
today -0.06 work -0.06
"""
